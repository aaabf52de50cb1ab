package dev.headcount.gate.code;

/**
 * The two operands of an instruction of x86-64: a register, or the number of an instruction that shares its opcode with
 * others; and a register, or a place in memory. Source: Intel's Software Developer's Manual, volume 2, chapter 2.
 *
 * <pre>
 *  +-----------+--------+----------------+--------+-----------+-----------+
 *  | REX       | opcode | ModRM          | SIB    | offset    | constant  |
 *  | 4 W R X B | 1 or 2 | mod2 reg3 rm3  | 0 or 1 | 0, 1 or 4 | 0, 1 or 4 |
 *  +-----------+--------+----------------+--------+-----------+-----------+
 * </pre>
 *
 * A register has four bits, the highest of which is in REX: R for reg, B for rm.
 */
record X86Operands(int reg, int rm, int mod, int offset) {

    private static final int MEMORY = 0x00;
    private static final int MEMORY_AND_BYTE = 0x40;
    private static final int MEMORY_AND_INT = 0x80;
    private static final int DIRECT = 0xC0;

    private static final int SIB = 4; // rm of memory: the base is in a byte more, as that of r12 must be
    private static final int NO_INDEX = 0x24;
    private static final int RIP = 5; // rm of memory without an offset: no base; so r13 gets an offset of 0

    static int number(Register register) {
        return switch (register) {
            case A0 -> 7;
            case A1 -> 6;
            case A2 -> 2;
            case A3 -> 1;
            case A4 -> 8;
            case A5 -> 9;
            case RESULT -> 0;
            case T0 -> 10;
            case T1 -> 11;
            case S0 -> 3;
            case S1 -> 12;
            case S2 -> 13;
            case S3 -> 14;
        };
    }

    static X86Operands registers(Register reg, Register rm) {
        return registers(number(reg), rm);
    }

    static X86Operands registers(int reg, Register rm) {
        return new X86Operands(reg, number(rm), DIRECT, 0);
    }

    static X86Operands memory(Register reg, Register base, int offset) {
        return memory(number(reg), base, offset);
    }

    static X86Operands memory(int reg, Register base, int offset) {
        int rm = number(base);
        if (offset == 0 && low(rm) != RIP) {
            return new X86Operands(reg, rm, MEMORY, offset);
        }
        return new X86Operands(reg, rm, offset == (byte) offset ? MEMORY_AND_BYTE : MEMORY_AND_INT, offset);
    }

    /** Memory at a distance from the next instruction; the distance, four bytes, is to be emitted behind these. */
    static X86Operands relative(int reg) {
        return new X86Operands(reg, RIP, MEMORY, 0);
    }

    /** What is left of a register when REX has its highest bit: r12 is 4, and r13 is 5. */
    static int low(int register) {
        return register & 7;
    }

    /** What REX has of the registers. */
    int high() {
        return reg >> 3 << 2 | rm >> 3;
    }

    /** ModRM, SIB and the offset. */
    void emitTo(Encoder code) {
        code.emit(mod | low(reg) << 3 | low(rm));
        if (mod != DIRECT && low(rm) == SIB) {
            code.emit(NO_INDEX);
        }
        switch (mod) {
            case MEMORY_AND_BYTE -> code.emit(offset);
            case MEMORY_AND_INT -> code.emitInt(offset);
            default -> {}
        }
    }
}
