package dev.headcount.gate.allocator;

import static dev.headcount.gate.allocator.BookkeepingData.ERRNO;
import static dev.headcount.gate.allocator.BookkeepingData.EVENT;
import static dev.headcount.gate.allocator.BookkeepingData.INSPECT;
import static dev.headcount.gate.allocator.BookkeepingData.LAST_SITE;
import static dev.headcount.gate.allocator.BookkeepingData.READABLE;
import static dev.headcount.gate.allocator.BookkeepingData.SIGPROCMASK;
import static dev.headcount.gate.allocator.BookkeepingData.SYSCALL;
import static dev.headcount.gate.code.Condition.ABOVE;
import static dev.headcount.gate.code.Condition.BELOW;
import static dev.headcount.gate.code.Condition.EQUAL;
import static dev.headcount.gate.code.Condition.LESS;
import static dev.headcount.gate.code.Condition.NOT_EQUAL;
import static dev.headcount.gate.code.Register.A0;
import static dev.headcount.gate.code.Register.A1;
import static dev.headcount.gate.code.Register.A2;
import static dev.headcount.gate.code.Register.A3;
import static dev.headcount.gate.code.Register.A4;
import static dev.headcount.gate.code.Register.A5;
import static dev.headcount.gate.code.Register.RESULT;
import static dev.headcount.gate.code.Register.S0;
import static dev.headcount.gate.code.Register.S1;
import static dev.headcount.gate.code.Register.S2;
import static dev.headcount.gate.code.Register.S3;
import static dev.headcount.gate.code.Register.T0;
import static dev.headcount.gate.code.Register.T1;
import static dev.headcount.gate.code.Width.U32;
import static dev.headcount.gate.code.Width.U64;

import dev.headcount.allocator.OwnHeader;
import dev.headcount.gate.code.Label;
import dev.headcount.gate.code.Program;
import dev.headcount.ledger.CounterRecord;
import dev.headcount.ledger.EventRecord;

/** What a pointer is that a library gives back, by the header in front of it. */
final class PointerPrograms {

    private static final int EINVAL = LibraryData.EINVAL;
    private static final int SIGNAL_SET_BYTES = 8;
    private static final int NO_SUCH_HOW = -1;
    private static final int PAGE_BITS = 12;
    private static final int ALIGNMENT_BITS = 4;
    private static final int CHECK_BITS = Short.SIZE;
    private static final int U16 = 0xffff;

    private PointerPrograms() {}

    /**
     * {@code inspect(pointer, library)}: the alignment of a live block, at least 16; otherwise what the pointer is, as an
     * event's kind: {@link EventRecord#DOUBLE_FREE}, {@link EventRecord#DAMAGED_HEADER}, {@link EventRecord#FOREIGN}.
     */
    static Program inspect() {
        Label look = new Label("look");
        Label live = new Label("live");
        Label dead = new Label("dead");
        Label damaged = new Label("damaged");
        Label foreign = new Label("foreign");
        Program.Builder code = Program.named("books: inspect(pointer, library)")
                .enter()
                .move(S0, A0)
                .move(S1, A1)
                .branch(S0, LESS, HeaderCode.LOWEST_POINTER, foreign)
                .move(T0, S0)
                .shiftLeft(T0, Long.SIZE - ALIGNMENT_BITS)
                .branch(T0, NOT_EQUAL, 0, foreign)
                .move(T0, S0)
                .shiftLeft(T0, Long.SIZE - PAGE_BITS)
                .branch(T0, NOT_EQUAL, 0, look)
                .move(A0, S0)
                .add(A0, OwnHeader.SITE_OFFSET)
                .call(READABLE)
                .branch(RESULT, EQUAL, 0, foreign)
                .mark(look)
                .load(S2, S0, OwnHeader.FLAGS_OFFSET, U32)
                .because("flags, and the check above them");
        HeaderCode.liveCheck(code, T1, S0);
        code.shiftRight(T1, CHECK_BITS)
                .set(T0, OwnHeader.CHECK_SALT)
                .exclusiveOr(T1, T0)
                .move(A1, S2)
                .shiftRight(A1, CHECK_BITS)
                .branch(A1, EQUAL, T1, live)
                .set(T0, U16)
                .exclusiveOr(T1, T0)
                .branch(A1, EQUAL, T1, dead)
                .move(T0, S2);
        HeaderCode.library(code);
        code.branch(T0, EQUAL, S1, damaged)
                .because("the flags are ours, the check is not")
                .mark(foreign)
                .set(RESULT, EventRecord.FOREIGN)
                .leaveAndReturn()
                .mark(dead)
                .set(RESULT, EventRecord.DOUBLE_FREE)
                .leaveAndReturn()
                .mark(damaged)
                .set(RESULT, EventRecord.DAMAGED_HEADER)
                .leaveAndReturn()
                .mark(live)
                .move(T0, S2);
        HeaderCode.library(code);
        code.branch(T0, EQUAL, 0, foreign).because("written by Java, and counted there");
        HeaderCode.alignment(code, S0);
        return code.branch(A3, BELOW, OwnHeader.BYTES, damaged)
                .load(T0, S0, OwnHeader.SIZE_OFFSET, U64)
                .branch(T0, LESS, A3, damaged)
                .move(T0, A3)
                .add(T0, -1)
                .and(T0, S0)
                .branch(T0, NOT_EQUAL, 0, damaged)
                .because("no block with this alignment can be here")
                .load(T0, S0, OwnHeader.SITE_OFFSET, U32)
                .load(T1, LAST_SITE)
                .branch(T0, ABOVE, T1, damaged)
                .move(RESULT, A3)
                .leaveAndReturn()
                .build();
    }

    /**
     * {@code check(pointer, library)}: the alignment of a live block, at least 16. Anything else is counted, and damage left to
     * Java as an event; the answer is what {@link #inspect} says of it.
     */
    static Program check() {
        Label wrong = new Label("wrong");
        Label counted = new Label("counted");
        Label said = new Label("said");
        Program.Builder code = Program.named("books: check(pointer, library)")
                .enter()
                .move(S0, A0)
                .move(S2, A1)
                .call(INSPECT)
                .branch(RESULT, BELOW, OwnHeader.BYTES, wrong)
                .leaveAndReturn()
                .mark(wrong)
                .move(S1, RESULT);
        CounterCode.charge(code);
        code.move(T0, S2);
        CounterCode.libraryRecord(code, A1, S3, T0);
        countKind(code);
        CounterCode.unlockIfCommon(code, counted);
        return code.mark(counted)
                .branch(S1, EQUAL, EventRecord.FOREIGN, said)
                .because("there may be very many, and no more to say of them")
                .move(A0, A5)
                .shiftLeft(A0, EventPrograms.KIND_BITS)
                .add(A0, S1)
                .move(A1, S0)
                .move(A2, S2)
                .set(A3, 0)
                .call(EVENT)
                .mark(said)
                .move(RESULT, S1)
                .leaveAndReturn()
                .build();
    }

    /** Counts the kind s1 in the library's record a1. */
    private static void countKind(Program.Builder code) {
        Label doubleFree = new Label("double free");
        Label damagedHeader = new Label("damaged header");
        Label done = new Label("kind counted");
        code.branch(S1, EQUAL, EventRecord.DOUBLE_FREE, doubleFree)
                .branch(S1, EQUAL, EventRecord.DAMAGED_HEADER, damagedHeader)
                .increment(A1, CounterRecord.FOREIGN_FREES)
                .jump(done)
                .mark(doubleFree)
                .increment(A1, CounterRecord.DOUBLE_FREES)
                .jump(done)
                .mark(damagedHeader)
                .increment(A1, CounterRecord.DAMAGED_HEADERS)
                .mark(done);
    }

    /**
     * {@code readable(address)}: whether the 8 bytes there can be read, found out by the kernel as {@link
     * dev.headcount.memory.PageProbe} does. Keeps errno.
     */
    static Program readable() {
        Label no = new Label("not readable");
        return Program.named("books: readable(address)")
                .enter()
                .move(S0, A0)
                .call(ERRNO)
                .move(S1, RESULT)
                .load(S2, S1, 0, U32)
                .load(A0, SIGPROCMASK)
                .set(A1, NO_SUCH_HOW)
                .move(A2, S0)
                .set(A3, 0)
                .set(A4, SIGNAL_SET_BYTES)
                .call(SYSCALL)
                .load(T0, S1, 0, U32)
                .store(S2, S1, 0, U32)
                .set(RESULT, 0)
                .branch(T0, NOT_EQUAL, EINVAL, no)
                .set(RESULT, 1)
                .mark(no)
                .leaveAndReturn()
                .build();
    }
}
