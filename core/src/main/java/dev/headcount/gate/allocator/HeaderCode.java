package dev.headcount.gate.allocator;

import static dev.headcount.gate.code.Condition.ABOVE;
import static dev.headcount.gate.code.Condition.EQUAL;
import static dev.headcount.gate.code.Condition.LESS;
import static dev.headcount.gate.code.Condition.NOT_EQUAL;
import static dev.headcount.gate.code.Register.A0;
import static dev.headcount.gate.code.Register.A1;
import static dev.headcount.gate.code.Register.A2;
import static dev.headcount.gate.code.Register.A3;
import static dev.headcount.gate.code.Register.T0;
import static dev.headcount.gate.code.Register.T1;
import static dev.headcount.gate.code.Width.U32;
import static dev.headcount.gate.code.Width.U64;

import dev.headcount.allocator.OwnHeader;
import dev.headcount.gate.code.Label;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Register;

/** Pieces of programs that read and write {@link OwnHeader}s. */
final class HeaderCode {

    static final int HEADER = OwnHeader.BYTES;

    /** The lowest pointer that is looked at, as near as one constant comes: no process has anything below. */
    static final int LOWEST_POINTER = 4095;

    private static final int PAGE_BITS = 12;
    private static final int ALIGNMENT_BITS = 4;
    private static final int LAST_WORD = OwnHeader.FLAGS_OFFSET; // flags and check, read and written as one u32
    private static final int HALF = Integer.SIZE;
    private static final int CHECK_BITS = Short.SIZE;
    private static final long CHECK_MASK = 0xffffL << CHECK_BITS;

    private HeaderCode() {}

    /** {@code to} = the check of a live block at {@code pointer}, in its place in the header's last word. */
    static void liveCheck(Program.Builder code, Register to, Register pointer) {
        code.move(to, pointer)
                .shiftRight(to, CHECK_BITS)
                .exclusiveOr(to, pointer)
                .shiftRight(to, ALIGNMENT_BITS)
                .shiftLeft(to, Long.SIZE - CHECK_BITS)
                .shiftRight(to, HALF);
    }

    /** What a check is combined with, in its place: the salt, and beside it these flags. */
    static long salted(int flags) {
        return (long) OwnHeader.CHECK_SALT << CHECK_BITS | flags;
    }

    /** The flags of a usual block: no more than its library. */
    static int flags(int number) {
        return number << OwnHeader.FLAGS_LIBRARY_SHIFT;
    }

    /**
     * Lets only live blocks of this library pass that are neither aligned nor listed, which nearly all are. Then a0 is the
     * block, a1 the header's last word and a2 what was asked for; otherwise off to {@code unusual} with a0 as it was.
     */
    static void letUsualBlocksPass(Program.Builder code, int number, Label unusual) {
        code.branch(A0, LESS, LOWEST_POINTER, unusual)
                .because("NULL, and what can be no pointer")
                .move(T0, A0)
                .shiftLeft(T0, Long.SIZE - PAGE_BITS)
                .branch(T0, EQUAL, 0, unusual)
                .because("its header would be in another page, which may not be there")
                .shiftLeft(T0, PAGE_BITS - ALIGNMENT_BITS)
                .branch(T0, NOT_EQUAL, 0, unusual)
                .because("our blocks are aligned to 16")
                .load(A1, A0, LAST_WORD, U32);
        liveCheck(code, T1, A0);
        code.set(T0, salted(flags(number)))
                .exclusiveOr(T1, T0)
                .branch(A1, NOT_EQUAL, T1, unusual)
                .because("not live, or not a usual block")
                .load(A2, A0, OwnHeader.SIZE_OFFSET, U64)
                .branch(A2, LESS, HEADER, unusual)
                .because("overwritten")
                .add(A2, -HEADER);
    }

    /** Off to {@code notListed}, unless the block at {@code pointer} is listed. T0 and t1 are lost. */
    static void letListedBlocksPass(Program.Builder code, Register pointer, Label notListed) {
        code.load(T0, pointer, LAST_WORD, U32)
                .set(T1, OwnHeader.FLAGS_LISTED)
                .and(T0, T1)
                .branch(T0, EQUAL, 0, notListed);
    }

    /** {@code register} = the header's last word of the same block, dead. */
    static void die(Program.Builder code, Register word, Register scratch) {
        code.set(scratch, CHECK_MASK).exclusiveOr(word, scratch);
    }

    /** Makes the block at {@code pointer} dead where it was live, and live where it was dead. */
    static void turn(Program.Builder code, Register pointer) {
        code.load(T0, pointer, LAST_WORD, U32);
        die(code, T0, T1);
        code.store(T0, pointer, LAST_WORD, U32);
    }

    /** Writes the last word of a live usual block of this library. */
    static void writeLastWord(Program.Builder code, Register pointer, int number) {
        liveCheck(code, T1, pointer);
        code.set(T0, salted(flags(number))).exclusiveOr(T1, T0).store(T1, pointer, LAST_WORD, U32);
    }

    /** Writes the last word of a live block of the library with this number; log2 of its alignment is there already. */
    static void completeLastWord(Program.Builder code, Register pointer, Register number) {
        liveCheck(code, T1, pointer);
        code.load(T0, pointer, LAST_WORD, U32)
                .exclusiveOr(T1, T0)
                .move(T0, number)
                .shiftLeft(T0, OwnHeader.FLAGS_LIBRARY_SHIFT)
                .exclusiveOr(T1, T0)
                .set(T0, salted(0))
                .exclusiveOr(T1, T0)
                .store(T1, pointer, LAST_WORD, U32);
    }

    /** t0 = the number of the library plus 1, of the header's last word in t0. */
    static void library(Program.Builder code) {
        code.shiftLeft(T0, Long.SIZE - OwnHeader.FLAGS_LIBRARY_SHIFT - OwnHeader.FLAGS_LIBRARY_BITS)
                .shiftRight(T0, Long.SIZE - OwnHeader.FLAGS_LIBRARY_BITS);
    }

    /** a3 = the alignment that is in the header of the block at {@code pointer}. Of the other registers, t0 and t1 are lost. */
    static void alignment(Program.Builder code, Register pointer) {
        Label twice = new Label("twice");
        Label once = new Label("aligned");
        code.set(A3, HEADER)
                .load(T0, pointer, LAST_WORD, U32)
                .set(T1, OwnHeader.FLAGS_LOG2_ALIGNMENT)
                .and(T0, T1)
                .branch(T0, EQUAL, 0, once)
                .set(A3, 1)
                .mark(twice)
                .add(A3, A3)
                .add(T0, -1)
                .branch(T0, ABOVE, 0, twice)
                .mark(once);
    }

    /** {@code to}, which may be a3, = what was asked for, of the block at {@code pointer}. A3, t0 and t1 are lost. */
    static void requested(Program.Builder code, Register to, Register pointer) {
        alignment(code, pointer);
        code.load(T0, pointer, OwnHeader.SIZE_OFFSET, U64).subtract(T0, A3).move(to, T0);
    }
}
