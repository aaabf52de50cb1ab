package dev.headcount.gate.allocator;

import static dev.headcount.gate.allocator.BookkeepingData.EVENT;
import static dev.headcount.gate.allocator.BookkeepingData.GAPS;
import static dev.headcount.gate.allocator.BookkeepingData.PEAKS;
import static dev.headcount.gate.allocator.BookkeepingData.RING;
import static dev.headcount.gate.code.Condition.BELOW;
import static dev.headcount.gate.code.Condition.EQUAL;
import static dev.headcount.gate.code.Condition.GREATER;
import static dev.headcount.gate.code.Condition.LESS;
import static dev.headcount.gate.code.Condition.NOT_EQUAL;
import static dev.headcount.gate.code.Register.A0;
import static dev.headcount.gate.code.Register.A1;
import static dev.headcount.gate.code.Register.A2;
import static dev.headcount.gate.code.Register.A3;
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
import dev.headcount.ledger.CommonState;
import dev.headcount.ledger.CounterRecord;
import dev.headcount.ledger.EventRecord;
import dev.headcount.ledger.ThreadPage;

/** What is done now and then: events for Java, reports of balances, the choice of the blocks that are listed. */
final class EventPrograms {

    /** The least that a thread allocates between two reports of its balances, in bytes. */
    static final long QUANTUM = 64 * 1024;

    /** An event's kind is in the low bits, its site above. */
    static final int KIND_BITS = 8;

    private static final int[] XORSHIFT = {13, 7, 17}; // left, right, left: Marsaglia, "Xorshift RNGs", 2003
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private EventPrograms() {}

    /** {@code event(kind and site, pointer, library, size)}: puts an {@link EventRecord} into the ring; 0 where it is full. */
    static Program event() {
        Label full = new Label("full");
        Label noEnd = new Label("no end");
        Label noHeader = new Label("no header");
        Program.Builder code = Program.named("books: event(kind and site, pointer, library, size)")
                .enter()
                .move(S0, A0)
                .move(S1, A1)
                .move(S2, A2)
                .move(S3, A3);
        CounterCode.lock(code);
        kind(code);
        code.load(T0, T1, CommonState.WRITTEN, U64)
                .load(A1, T1, CommonState.READ, U64)
                .move(A2, T0)
                .subtract(A2, A1)
                .set(A1, 1L << CommonState.RING_BITS)
                .branch(A2, EQUAL, A1, full)
                .move(A1, T0)
                .shiftLeft(A1, Long.SIZE - CommonState.RING_BITS)
                .shiftRight(A1, Long.SIZE - CommonState.RING_BITS)
                .shiftLeft(A1, Integer.numberOfTrailingZeros(EventRecord.BYTES))
                .load(A2, RING)
                .add(A1, A2)
                .store(A0, A1, EventRecord.KIND, U64)
                .add(S2, -1)
                .store(S2, A1, EventRecord.LIBRARY, U64)
                .store(S1, A1, EventRecord.POINTER, U64)
                .store(S3, A1, EventRecord.SIZE, U64)
                .shiftRight(S0, KIND_BITS)
                .store(S0, A1, EventRecord.SITE, U64)
                .load(A2, T1, CommonState.SECONDS, U64)
                .store(A2, A1, EventRecord.SECONDS, U64)
                .set(A2, 0)
                .set(A3, 0)
                .branch(A0, EQUAL, EventRecord.FOREIGN, noHeader)
                .because("nobody knows whether there is one to be read")
                .branch(A0, BELOW, EventRecord.DOUBLE_FREE, noHeader)
                .because("of one that has moved it may be gone with its page")
                .load(A2, S1, OwnHeader.SIZE_OFFSET, U64)
                .load(A3, S1, OwnHeader.SITE_OFFSET, U64)
                .mark(noHeader)
                .store(A2, A1, EventRecord.HEADER_SIZE, U64)
                .store(A3, A1, EventRecord.HEADER_REST, U64)
                .add(T0, 1)
                .release()
                .store(T0, T1, CommonState.WRITTEN, U64);
        CounterCode.unlock(code);
        code.set(RESULT, 1)
                .leaveAndReturn()
                .mark(full)
                .increment(T1, CommonState.LOST)
                .branch(A0, NOT_EQUAL, EventRecord.DIED, noEnd)
                .increment(T1, CommonState.LOST_ENDS)
                .mark(noEnd);
        CounterCode.unlock(code);
        return code.set(RESULT, 0).leaveAndReturn().build();
    }

    /** A0 = the kind of the event in s0. */
    private static void kind(Program.Builder code) {
        code.move(A0, S0).shiftLeft(A0, Long.SIZE - KIND_BITS).shiftRight(A0, Long.SIZE - KIND_BITS);
    }

    /**
     * {@code attend(page, block, library)}: a thread has counted down. Reports its balances; and if the block that was just
     * allocated is one to be listed, leaves an event for it and marks its header, so that its end is not missed.
     */
    static Program attend() {
        Label seeded = new Label("seeded");
        Label quiet = new Label("not listed");
        Label draw = new Label("draw");
        Label quantum = new Label("until the next report");
        Program.Builder code = Program.named("books: attend(page, block, library)")
                .enter()
                .move(S0, A0)
                .move(S1, A1)
                .move(S2, A2);
        CounterCode.lock(code);
        reportBalances(code);
        CounterCode.unlock(code);
        code.load(T0, S0, ThreadPage.RANDOM, U64)
                .branch(T0, NOT_EQUAL, 0, seeded)
                .because("a new page begins here")
                .move(T0, S0)
                .set(T1, GOLDEN)
                .multiplyLow(T0, T1)
                .store(T0, S0, ThreadPage.RANDOM, U64);
        drawGap(code);
        code.mark(seeded)
                .load(T0, S0, ThreadPage.SPAN, U64)
                .load(T1, S0, ThreadPage.COUNTDOWN, U64)
                .subtract(T0, T1)
                .because("allocated since the last time")
                .load(T1, S0, ThreadPage.TO_LIST, U64)
                .subtract(T1, T0)
                .store(T1, S0, ThreadPage.TO_LIST, U64)
                .branch(T1, LESS, 0, draw)
                .jump(quiet)
                .mark(draw);
        list(code);
        drawGap(code);
        return code.mark(quiet)
                .load(T0, S0, ThreadPage.TO_LIST, U64)
                .set(T1, QUANTUM)
                .branch(T0, GREATER, T1, quantum)
                .move(T1, T0)
                .mark(quantum)
                .store(T1, S0, ThreadPage.COUNTDOWN, U64)
                .store(T1, S0, ThreadPage.SPAN, U64)
                .leaveAndReturn()
                .build();
    }

    /** Adds each library's balance on the page s0 to what all threads have reported, and keeps the highest sum. */
    private static void reportBalances(Program.Builder code) {
        Label each = new Label("each library");
        Label nothing = new Label("nothing to report");
        Label lower = new Label("no peak");
        Label done = new Label("reported");
        code.load(A0, T1, CommonState.LIBRARIES, U64)
                .load(A1, PEAKS)
                .move(A2, S0)
                .mark(each)
                .branch(A0, EQUAL, 0, done)
                .add(A2, -CounterRecord.BYTES)
                .load(T0, A2, CounterRecord.BALANCE, U64)
                .branch(T0, EQUAL, 0, nothing)
                .load(T1, A1, CommonState.REPORTED, U64)
                .add(T1, T0)
                .store(T1, A1, CommonState.REPORTED, U64)
                .set(T0, 0)
                .store(T0, A2, CounterRecord.BALANCE, U64)
                .load(T0, A1, CommonState.PEAK, U64)
                .branch(T1, LESS, T0, lower)
                .store(T1, A1, CommonState.PEAK, U64)
                .mark(lower)
                .mark(nothing)
                .add(A1, CommonState.PEAK_BYTES)
                .add(A0, -1)
                .jump(each)
                .mark(done);
    }

    /** Leaves an event for the block s1 of the library s2; where there was room for it, its header says so. */
    private static void list(Program.Builder code) {
        Label notListed = new Label("no room");
        code.load(A0, S1, OwnHeader.SITE_OFFSET, U32)
                .shiftLeft(A0, KIND_BITS)
                .add(A0, EventRecord.BORN)
                .move(A1, S1)
                .move(A2, S2);
        HeaderCode.requested(code, A3, S1);
        code.call(EVENT)
                .branch(RESULT, EQUAL, 0, notListed)
                .load(T0, S1, OwnHeader.FLAGS_OFFSET, U32)
                .set(T1, OwnHeader.FLAGS_LISTED)
                .exclusiveOr(T0, T1)
                .store(T0, S1, OwnHeader.FLAGS_OFFSET, U32)
                .mark(notListed);
    }

    /** Draws how many bytes there are to the next block that is listed, for the page s0. */
    private static void drawGap(Program.Builder code) {
        code.load(T0, S0, ThreadPage.RANDOM, U64);
        for (int i = 0; i < XORSHIFT.length; i++) {
            code.move(T1, T0);
            if (i == 1) {
                code.shiftRight(T1, XORSHIFT[i]);
            } else {
                code.shiftLeft(T1, XORSHIFT[i]);
            }
            code.exclusiveOr(T0, T1);
        }
        code.store(T0, S0, ThreadPage.RANDOM, U64)
                .shiftRight(T0, Long.SIZE - CommonState.GAP_BITS)
                .shiftLeft(T0, Integer.numberOfTrailingZeros(Long.BYTES))
                .load(T1, GAPS)
                .add(T0, T1)
                .load(T0, T0, 0, U64)
                .store(T0, S0, ThreadPage.TO_LIST, U64);
    }
}
