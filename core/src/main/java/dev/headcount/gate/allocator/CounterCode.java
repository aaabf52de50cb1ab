package dev.headcount.gate.allocator;

import static dev.headcount.gate.allocator.BookkeepingData.CAPACITY;
import static dev.headcount.gate.allocator.BookkeepingData.PAGE;
import static dev.headcount.gate.allocator.BookkeepingData.SITE;
import static dev.headcount.gate.allocator.BookkeepingData.STATE;
import static dev.headcount.gate.allocator.BookkeepingData.YIELD;
import static dev.headcount.gate.code.Condition.ABOVE;
import static dev.headcount.gate.code.Condition.EQUAL;
import static dev.headcount.gate.code.Condition.LESS;
import static dev.headcount.gate.code.Condition.NOT_EQUAL;
import static dev.headcount.gate.code.Register.A0;
import static dev.headcount.gate.code.Register.A1;
import static dev.headcount.gate.code.Register.A5;
import static dev.headcount.gate.code.Register.RESULT;
import static dev.headcount.gate.code.Register.S2;
import static dev.headcount.gate.code.Register.S3;
import static dev.headcount.gate.code.Register.T0;
import static dev.headcount.gate.code.Register.T1;
import static dev.headcount.gate.code.Width.U64;

import dev.headcount.gate.code.Label;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Register;
import dev.headcount.gate.code.Word;
import dev.headcount.ledger.CommonState;
import dev.headcount.ledger.CounterRecord;
import dev.headcount.ledger.SiteRecord;
import dev.headcount.ledger.ThreadPage;

/** Pieces of programs that find counters and count. A library goes by its number plus 1. */
final class CounterCode {

    private static final int LOG2_SITE_RECORD = Integer.numberOfTrailingZeros(SiteRecord.BYTES);
    private static final int LOG2_LIBRARY_RECORD = Integer.numberOfTrailingZeros(CounterRecord.BYTES);
    private static final int LOG2_SMALLEST_BUCKET = 4;
    private static final int LAST_BUCKET = CounterRecord.SIZE_BUCKETS - 1;
    private static final int LOG2_WORD = 3;
    private static final int LOG2_THREAD = Integer.numberOfTrailingZeros(CommonState.THREAD_BYTES);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L; // spreads what differs in any bits over the upper ones

    private CounterCode() {}

    /** {@code to} = where the search for the thread with this pointer begins. */
    static void threadEntry(Program.Builder code, Register to, Register threadPointer, Register scratch, Word threads) {
        code.move(to, threadPointer)
                .set(scratch, GOLDEN)
                .multiplyLow(to, scratch)
                .shiftRight(to, Long.SIZE - CommonState.THREAD_BITS)
                .shiftLeft(to, LOG2_THREAD)
                .load(scratch, threads)
                .add(to, scratch);
    }

    /** Takes the lock. Keeps the kept registers only. */
    static void lock(Program.Builder code) {
        Label again = new Label("try again");
        Label taken = new Label("lock taken");
        code.mark(again)
                .load(T1, STATE)
                .set(T0, 1)
                .exchange(T0, T1)
                .branch(T0, EQUAL, 0, taken)
                .call(YIELD)
                .jump(again)
                .mark(taken);
    }

    /** Gives the lock back. T0 and t1 are lost. */
    static void unlock(Program.Builder code) {
        code.load(T1, STATE).set(T0, 0).release().store(T0, T1, CommonState.LOCK, U64);
    }

    /**
     * Finds who is to be charged for what the library s2 does now: s3 = the thread's page, a5 = the site. On the common page
     * the lock is taken.
     */
    static void charge(Program.Builder code) {
        Label charged = new Label("charged");
        findPage(code, charged, true);
        code.move(A5, S2).load(T0, CAPACITY).add(A5, T0).mark(charged);
    }

    /** S3 = the thread's page; on the common page the lock is taken. */
    static void findPage(Program.Builder code) {
        Label found = new Label("page found");
        findPage(code, found, false);
        code.mark(found);
    }

    private static void findPage(Program.Builder code, Label found, boolean withSite) {
        Label common = new Label("common page");
        code.call(PAGE).move(S3, RESULT).branch(S3, EQUAL, 0, common);
        if (withSite) {
            code.move(A0, S3).move(A1, S2).call(SITE).move(A5, RESULT);
        }
        code.jump(found).mark(common);
        lock(code);
        code.load(S3, T1, CommonState.SHARED_PAGE, U64);
    }

    /** Gives the lock back where s3 is the common page, and goes on at {@code wasCommon} then. */
    static void unlockIfCommon(Program.Builder code, Label wasCommon) {
        Label own = new Label("own page");
        code.load(T1, STATE).load(T0, T1, CommonState.SHARED_PAGE, U64).branch(T0, NOT_EQUAL, S3, own);
        unlock(code);
        code.jump(wasCommon).mark(own);
    }

    /** {@code site} = where its record would be were there no words before it: add {@link ThreadPage#SITES}. */
    static void siteRecord(Program.Builder code, Register site, Register page) {
        code.shiftLeft(site, LOG2_SITE_RECORD).add(site, page);
    }

    /** {@code to} = the library's record on the page; {@code number} is lost. */
    static void libraryRecord(Program.Builder code, Register to, Register page, Register number) {
        code.shiftLeft(number, LOG2_LIBRARY_RECORD).move(to, page).subtract(to, number);
    }

    /** {@code page} = the record of the library with this number on the page. */
    static void libraryRecord(Program.Builder code, Register page, Register scratch, int number) {
        code.set(scratch, (long) number << LOG2_LIBRARY_RECORD).subtract(page, scratch);
    }

    /** One block of {@code size} bytes more at the {@linkplain #siteRecord site}. */
    static void countBirth(Program.Builder code, Register siteRecord, Register size) {
        code.increment(siteRecord, ThreadPage.SITES + SiteRecord.ALLOCATIONS)
                .addTo(siteRecord, ThreadPage.SITES + SiteRecord.ALLOCATED_BYTES, size);
    }

    /** One block of {@code size} bytes less at the {@linkplain #siteRecord site}. */
    static void countDeath(Program.Builder code, Register siteRecord, Register size) {
        code.release()
                .because("whoever sees the end has seen the birth")
                .increment(siteRecord, ThreadPage.SITES + SiteRecord.FREES)
                .addTo(siteRecord, ThreadPage.SITES + SiteRecord.FREED_BYTES, size);
    }

    /**
     * {@code size} bytes more for the library: its balance, and the bucket of the size. T1 is lost.
     *
     * @param odd where {@link #countOddSize} is, which comes back to {@code bucket}
     */
    static void countSize(Program.Builder code, Register libraryRecord, Register size, Label odd, Label bucket) {
        code.addTo(libraryRecord, CounterRecord.BALANCE, size)
                .move(T1, size)
                .add(T1, -1)
                .shiftRight(T1, LOG2_SMALLEST_BUCKET)
                .add(T1, T1)
                .add(T1, 1)
                .highestBit(T1, T1)
                .because("0 up to 16 bytes, 1 up to 32, 2 up to 64")
                .branch(T1, ABOVE, LAST_BUCKET, odd)
                .mark(bucket)
                .shiftLeft(T1, LOG2_WORD)
                .add(T1, libraryRecord)
                .increment(T1, CounterRecord.SIZES);
    }

    /** The bucket of a size that is very large, or 0. */
    static void countOddSize(Program.Builder code, Register size, Label odd, Label bucket) {
        code.mark(odd)
                .set(T1, 0)
                .branch(size, EQUAL, 0, bucket)
                .set(T1, LAST_BUCKET)
                .jump(bucket);
    }

    /** {@code size} bytes less in the library's balance. */
    static void lowerBalance(Program.Builder code, Register libraryRecord, Register size, Register scratch) {
        code.load(scratch, libraryRecord, CounterRecord.BALANCE, U64)
                .subtract(scratch, size)
                .store(scratch, libraryRecord, CounterRecord.BALANCE, U64);
    }

    /** Counts {@code size} bytes down; off to {@code attention} where something is to be done. */
    static void countDown(Program.Builder code, Register page, Register size, Register scratch, Label attention) {
        code.load(scratch, page, ThreadPage.COUNTDOWN, U64)
                .subtract(scratch, size)
                .store(scratch, page, ThreadPage.COUNTDOWN, U64)
                .branch(scratch, LESS, 0, attention);
    }
}
