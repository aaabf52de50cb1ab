package dev.headcount.gate.stack;

import static dev.headcount.gate.code.Condition.ABOVE;
import static dev.headcount.gate.code.Condition.EQUAL;
import static dev.headcount.gate.code.Condition.NOT_EQUAL;
import static dev.headcount.gate.code.Register.A0;
import static dev.headcount.gate.code.Register.A1;
import static dev.headcount.gate.code.Register.A2;
import static dev.headcount.gate.code.Register.A3;
import static dev.headcount.gate.code.Register.A4;
import static dev.headcount.gate.code.Register.A5;
import static dev.headcount.gate.code.Register.RESULT;
import static dev.headcount.gate.code.Register.T0;
import static dev.headcount.gate.code.Register.T1;
import static dev.headcount.gate.code.Width.U64;

import dev.headcount.gate.code.Label;
import dev.headcount.gate.code.Program;

/** Compares the stack it is called on with a record. */
final class StackProgram {

    private static final int LOG2_WORD = 3;

    private StackProgram() {}

    /**
     * {@code known_stack(threadStacks, key)}: the site of the {@link StackRecord} for the key and the caller's stack; 0 where
     * there is none. A stack without one is copied, if {@link ThreadStacks} asks for that.
     */
    static Program known() {
        Label next = new Label("next word");
        Label record = new Label("record");
        Label other = new Label("another stack");
        Label unknown = new Label("unknown");
        Program.Builder code = Program.named("known_stack(thread, key)")
                .framePointer(T0)
                .move(T1, T0)
                .shiftRight(T1, ThreadStacks.FRAME_SHIFT)
                .exclusiveOr(T1, A1)
                .set(A2, ThreadStacks.PLACES - 1)
                .and(T1, A2)
                .shiftLeft(T1, LOG2_WORD)
                .add(T1, A0)
                .load(A2, T1, ThreadStacks.RECORDS, U64)
                .mark(record)
                .branch(A2, EQUAL, 0, unknown)
                .load(A3, A2, StackRecord.KEY, U64)
                .branch(A3, NOT_EQUAL, A1, other)
                .load(A3, A2, StackRecord.FRAME, U64)
                .branch(A3, NOT_EQUAL, T0, other)
                .load(A4, A2, StackRecord.END, U64)
                .move(A5, A2)
                .mark(next)
                .load(A3, A5, StackRecord.WORDS + StackRecord.ADDRESS, U64)
                .load(A3, A3, 0, U64)
                .load(T1, A5, StackRecord.WORDS + StackRecord.VALUE, U64)
                .branch(A3, NOT_EQUAL, T1, other)
                .add(A5, StackRecord.WORD_BYTES)
                .branch(A5, NOT_EQUAL, A4, next)
                .load(RESULT, A2, StackRecord.SITE, U64)
                .returns()
                .mark(other)
                .load(A2, A2, StackRecord.NEXT, U64)
                .jump(record)
                .mark(unknown);
        return copy(code).build();
    }

    /** Everything from the frame pointer t0 to the base of the stack. */
    private static Program.Builder copy(Program.Builder code) {
        Label next = new Label("next to copy");
        Label done = new Label("done");
        return code.load(A2, A0, ThreadStacks.COPY_TO, U64)
                .branch(A2, EQUAL, 0, done)
                .because("nobody wants to learn")
                .set(A3, 0)
                .store(A3, A0, ThreadStacks.COPIED_FROM, U64)
                .load(A4, A0, ThreadStacks.STACK_BASE, U64)
                .branch(T0, ABOVE, A4, done)
                .move(A3, A4)
                .subtract(A3, T0)
                .set(A5, ThreadStacks.COPY_BYTES)
                .branch(A3, ABOVE, A5, done)
                .because("too deep, or no frame pointer")
                .store(T0, A0, ThreadStacks.COPIED_FROM, U64)
                .mark(next)
                .branch(T0, EQUAL, A4, done)
                .load(A3, T0, 0, U64)
                .store(A3, A2, 0, U64)
                .add(T0, Long.BYTES)
                .add(A2, Long.BYTES)
                .jump(next)
                .mark(done)
                .set(RESULT, 0)
                .returns();
    }
}
