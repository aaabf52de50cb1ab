package dev.headcount.gate;

import dev.headcount.memory.Memory;
import dev.headcount.memory.Pages;

/**
 * Gates for native delegates: each a jump to wherever its slot points. That is the tracked function while the JVM lives, and
 * the delegate itself once the gates are {@linkplain #close closed}: an upcall after that would abort the JVM, and libuv,
 * for one, calls {@code free} from its destructor at every exit. Tracked functions leave the delegate's blocks as they are,
 * so the delegate can take over at any moment.
 *
 * <pre>
 *  0                          one entry: 16 bytes
 *  +--------+--------+-- …    x86-64   endbr64; jmp *slot(%rip)
 *  | entry  | entry  |        aarch64  bti c; ldr x16, slot; br x16
 *  +--------+--------+-- …
 *  CODE_BYTES                 one slot: 8 bytes, the address to jump to
 *  +------+------+------ …
 *  | slot | slot |
 *  +------+------+------ …
 * </pre>
 *
 * The code is written once, then made executable and no more writable; the slots stay data.
 */
public final class JumpGates {

    private static final long CODE_BYTES = Pages.BYTES;
    private static final long ENTRY_BYTES = 16;
    private static final int GATES = 1024;

    private static final long X86_ENDBR64 = 0xFA1E0FF3L;
    private static final long X86_JMP_INDIRECT = 0x25FFL; // then the distance from the end of the instruction
    private static final int X86_JMP_END = 10;
    private static final long ARM_BTI_C = 0xD503245FL;
    private static final long ARM_LDR_X16_LITERAL = 0x58000010L; // bits 5 to 23: the distance in words
    private static final long ARM_BR_X16 = 0xD61F0200L;

    private final long code;
    private final long[] delegates = new long[GATES];
    private int used;
    private boolean closed;

    private JumpGates(long code) {
        this.code = code;
    }

    /** Maps and writes the gates; where the processor is unknown or the system refuses, {@link #gate} answers 0. */
    public static JumpGates open() {
        return open(System.getProperty("os.arch"));
    }

    static JumpGates open(String processor) {
        boolean x86 = processor.equals("amd64");
        if (!x86 && !processor.equals("aarch64")) {
            return new JumpGates(0);
        }
        long code = Pages.map(CODE_BYTES + Pages.BYTES);
        if (code == 0) {
            return new JumpGates(0);
        }
        for (int gate = 0; gate < GATES; gate++) {
            long entry = code + gate * ENTRY_BYTES;
            long distance = code + CODE_BYTES + gate * (long) Long.BYTES - entry;
            if (x86) {
                writeX86(entry, distance);
            } else {
                writeArm(entry, distance);
            }
        }
        return new JumpGates(Pages.makeExecutable(code, CODE_BYTES) ? code : 0);
    }

    static void writeX86(long entry, long distance) {
        Memory.setLong(entry, X86_ENDBR64 | X86_JMP_INDIRECT << 32 | (distance - X86_JMP_END) << 48);
        Memory.setLong(entry + Long.BYTES, (distance - X86_JMP_END) >>> 16);
    }

    static void writeArm(long entry, long distance) {
        long loadDistance = distance - Integer.BYTES; // ldr is the second instruction
        Memory.setLong(entry, ARM_BTI_C | (ARM_LDR_X16_LITERAL | (loadDistance / Integer.BYTES) << 5) << 32);
        Memory.setLong(entry + Long.BYTES, ARM_BR_X16);
    }

    /**
     * The address of a function that jumps to {@code tracked} now and to {@code delegate} after {@link #close}; 0 where there
     * is no gate to be had.
     */
    public synchronized long gate(long tracked, long delegate) {
        if (code == 0 || used == GATES) {
            return 0;
        }
        int gate = used++;
        delegates[gate] = delegate;
        Memory.setLongRelease(slot(gate), closed ? delegate : tracked);
        return code + gate * ENTRY_BYTES;
    }

    /** From now on every gate leads to its delegate, past Java. */
    public synchronized void close() {
        closed = true;
        for (int gate = 0; gate < used; gate++) {
            Memory.setLongRelease(slot(gate), delegates[gate]);
        }
    }

    private long slot(int gate) {
        return code + CODE_BYTES + gate * (long) Long.BYTES;
    }
}
