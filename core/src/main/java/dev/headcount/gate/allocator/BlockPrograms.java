package dev.headcount.gate.allocator;

import static dev.headcount.gate.allocator.BookkeepingData.ATTEND;
import static dev.headcount.gate.allocator.BookkeepingData.ERRNO;
import static dev.headcount.gate.allocator.BookkeepingData.EVENT;
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

/**
 * The births, moves and ends of blocks that are not the usual case: on a thread without a page or without a site, of a block
 * that is aligned, listed or another library's.
 */
final class BlockPrograms {

    private BlockPrograms() {}

    /** {@code born(block, requested, library)}; the header has the size and log2 of the alignment already. */
    static Program born() {
        Program.Builder code = Program.named("books: born(block, requested, library)")
                .enter()
                .move(S0, A0)
                .move(S1, A1)
                .move(S2, A2);
        CounterCode.charge(code);
        code.store(A5, S0, OwnHeader.SITE_OFFSET, U32);
        HeaderCode.completeLastWord(code, S0, S2);
        Label oddSize = new Label("very large, or 0");
        Label bucket = new Label("bucket");
        countBirth(code, oddSize, bucket);
        finish(code);
        CounterCode.countOddSize(code, S1, oddSize, bucket);
        return code.build();
    }

    /** A block of s1 bytes more for the library s2 at the site a5, on the page s3; a4 = the library's record. */
    private static void countBirth(Program.Builder code, Label oddSize, Label bucket) {
        CounterCode.siteRecord(code, A5, S3);
        CounterCode.countBirth(code, A5, S1);
        code.move(T0, S2);
        CounterCode.libraryRecord(code, A4, S3, T0);
        CounterCode.countSize(code, A4, S1, oddSize, bucket);
    }

    /** Answers the block s0 of s1 bytes, after whatever the page s3 wants done. */
    private static void finish(Program.Builder code) {
        Label attention = new Label("attention");
        Label done = new Label("done");
        CounterCode.unlockIfCommon(code, done);
        CounterCode.countDown(code, S3, S1, T0, attention);
        code.mark(done)
                .move(RESULT, S0)
                .leaveAndReturn()
                .mark(attention)
                .move(A0, S3)
                .move(A1, S0)
                .move(A2, S2)
                .call(ATTEND)
                .jump(done);
    }

    /**
     * {@code moved(block, requested, library)}: realloc has moved the block, header and all, which still says what it was.
     * Its old self ends and a new one is born, here and now.
     */
    static Program moved() {
        Label otherLibrary = new Label("of another library");
        Program.Builder code = Program.named("books: moved(block, requested, library)")
                .enter()
                .move(S0, A0)
                .move(S1, A1)
                .move(S2, A2);
        CounterCode.charge(code);
        HeaderCode.requested(code, A2, S0);
        code.load(A1, S0, OwnHeader.SITE_OFFSET, U32);
        CounterCode.siteRecord(code, A1, S3);
        CounterCode.countDeath(code, A1, A2);
        code.load(T0, S0, OwnHeader.FLAGS_OFFSET, U32);
        HeaderCode.library(code);
        code.move(A0, T0);
        CounterCode.libraryRecord(code, A1, S3, T0);
        CounterCode.lowerBalance(code, A1, A2, T0);
        code.add(A3, S1)
                .store(A3, S0, OwnHeader.SIZE_OFFSET, U64)
                .store(A5, S0, OwnHeader.SITE_OFFSET, U32)
                .load(T0, S0, OwnHeader.FLAGS_OFFSET, U32)
                .set(T1, OwnHeader.FLAGS_LOG2_ALIGNMENT)
                .and(T0, T1)
                .store(T0, S0, OwnHeader.FLAGS_OFFSET, U32);
        HeaderCode.completeLastWord(code, S0, S2);
        Label oddSize = new Label("very large, or 0");
        Label bucket = new Label("bucket");
        countBirth(code, oddSize, bucket);
        code.branch(A0, NOT_EQUAL, S2, otherLibrary)
                .because("an end there and a birth here")
                .release()
                .because("whoever sees it has seen that birth")
                .increment(A4, CounterRecord.REALLOCATIONS)
                .mark(otherLibrary);
        finish(code);
        CounterCode.countOddSize(code, S1, oddSize, bucket);
        return code.build();
    }

    /** {@code unlist(block, library)}: the block, which is live, is about to be given back; leaves an event if it is listed. */
    static Program unlist() {
        Program.Builder code = Program.named("books: unlist(block, library)")
                .enter()
                .move(S0, A0)
                .move(S2, A1);
        endListing(code);
        return code.leaveAndReturn().build();
    }

    /** {@code relist(block, library)}: the block was not given back after all; leaves an event if it is listed. */
    static Program relist() {
        Label notListed = new Label("not listed");
        Program.Builder code = Program.named("books: relist(block, library)")
                .enter()
                .move(S0, A0)
                .move(S2, A1);
        HeaderCode.letListedBlocksPass(code, S0, notListed);
        HeaderCode.requested(code, A3, S0);
        return code.load(A0, S0, OwnHeader.SITE_OFFSET, U32)
                .shiftLeft(A0, EventPrograms.KIND_BITS)
                .add(A0, EventRecord.BORN)
                .move(A1, S0)
                .move(A2, S2)
                .call(EVENT)
                .mark(notListed)
                .leaveAndReturn()
                .build();
    }

    /** Leaves an event for the end of the block s0, if it is listed; for the library s2. */
    private static void endListing(Program.Builder code) {
        Label notListed = new Label("not listed");
        HeaderCode.letListedBlocksPass(code, S0, notListed);
        code.set(A0, EventRecord.DIED)
                .move(A1, S0)
                .move(A2, S2)
                .set(A3, 0)
                .call(EVENT)
                .mark(notListed);
    }

    /**
     * {@code end(block, library, alignment)}: the block, which is live, is about to be freed by this library.
     *
     * @return a program that answers the block's base
     */
    static Program end() {
        Label done = new Label("done");
        Program.Builder code = Program.named("books: end(block, library, alignment)")
                .enter()
                .move(S0, A0)
                .move(S2, A1)
                .move(S1, A2);
        endListing(code);
        HeaderCode.turn(code, S0);
        CounterCode.findPage(code);
        code.load(A2, S0, OwnHeader.SIZE_OFFSET, U64).subtract(A2, S1).load(A1, S0, OwnHeader.SITE_OFFSET, U32);
        CounterCode.siteRecord(code, A1, S3);
        CounterCode.countDeath(code, A1, A2);
        code.load(T0, S0, OwnHeader.FLAGS_OFFSET, U32);
        HeaderCode.library(code);
        CounterCode.libraryRecord(code, A1, S3, T0);
        CounterCode.lowerBalance(code, A1, A2, T0);
        CounterCode.unlockIfCommon(code, done);
        return code.mark(done)
                .move(RESULT, S0)
                .subtract(RESULT, S1)
                .leaveAndReturn()
                .build();
    }

    /** {@code failed(library, error)}: counts a request that could not be met, sets errno, and answers NULL. */
    static Program failed() {
        Label done = new Label("done");
        Program.Builder code = Program.named("books: failed(library, error)")
                .enter()
                .move(S2, A0)
                .move(S1, A1);
        CounterCode.findPage(code);
        code.move(T0, S2);
        CounterCode.libraryRecord(code, A1, S3, T0);
        code.increment(A1, CounterRecord.FAILURES);
        CounterCode.unlockIfCommon(code, done);
        return code.mark(done)
                .call(ERRNO)
                .store(S1, RESULT, 0, U32)
                .set(RESULT, 0)
                .leaveAndReturn()
                .build();
    }
}
