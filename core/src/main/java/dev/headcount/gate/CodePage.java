package dev.headcount.gate;

import dev.headcount.gate.code.MachineCode;
import dev.headcount.gate.code.Processor;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Word;
import dev.headcount.memory.Memory;
import dev.headcount.memory.Pages;

/**
 * Programs in memory, with the data that they share:
 *
 * <pre>
 *  0                                        CODE_BYTES
 *  +-----------+-----------+-----------     +-------+-------+-----
 *  | program 0 | program 1 | …              | word  | word  | …
 *  +-----------+-----------+-----------     +-------+-------+-----
 *    read and execute                         read and write
 * </pre>
 *
 * Never both: the code is written first and made executable then. It is never unmapped, since a library may call it as long
 * as the process lives.
 */
public final class CodePage {

    /** From the start of the code to the start of the data. */
    public static final long CODE_BYTES = Pages.BYTES;

    static final long DATA_BYTES = Pages.BYTES;

    private static final int ENTRY_ALIGNMENT = 16;

    private final long base;
    private final long[] entries;

    private CodePage(long base, long[] entries) {
        this.base = base;
        this.entries = entries;
    }

    /** Asks the system to let the memory be executed; false where it does not. */
    public interface Protection {
        boolean makeExecutable(long address, long bytes);
    }

    /** Null where the system gives no memory, or does not let it be executed. */
    public static CodePage of(Processor processor, Protection protection, Program... programs) {
        long base = Pages.map(CODE_BYTES + DATA_BYTES);
        if (base == 0) {
            return null;
        }
        long[] entries = new long[programs.length];
        long at = 0;
        for (int i = 0; i < programs.length; i++) {
            MachineCode code = processor.encode(programs[i], CODE_BYTES - at);
            code.copyTo(base + at);
            entries[i] = base + at;
            at += Math.ceilDiv(code.length(), ENTRY_ALIGNMENT) * (long) ENTRY_ALIGNMENT;
        }
        return protection.makeExecutable(base, CODE_BYTES) ? new CodePage(base, entries) : null;
    }

    /** The address to call a program at, by its place. */
    public long entry(int program) {
        return entries[program];
    }

    public long address(Word word) {
        return base + CODE_BYTES + word.offset();
    }

    public void set(Word word, long value) {
        Memory.setLongRelease(address(word), value);
    }
}
