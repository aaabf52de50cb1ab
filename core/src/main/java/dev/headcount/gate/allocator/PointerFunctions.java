package dev.headcount.gate.allocator;

import static dev.headcount.gate.allocator.LibraryData.ALIGNED_ALLOC;
import static dev.headcount.gate.allocator.LibraryData.CHECK;
import static dev.headcount.gate.allocator.LibraryData.END;
import static dev.headcount.gate.allocator.LibraryData.FAILED;
import static dev.headcount.gate.allocator.LibraryData.FOREIGN_FREE;
import static dev.headcount.gate.allocator.LibraryData.FOREIGN_REALLOC;
import static dev.headcount.gate.allocator.LibraryData.FREE;
import static dev.headcount.gate.allocator.LibraryData.INSPECT;
import static dev.headcount.gate.allocator.LibraryData.MEMCPY;
import static dev.headcount.gate.allocator.LibraryData.MOVED;
import static dev.headcount.gate.allocator.LibraryData.OWN_FREE;
import static dev.headcount.gate.allocator.LibraryData.OWN_MALLOC;
import static dev.headcount.gate.allocator.LibraryData.REALLOC;
import static dev.headcount.gate.allocator.LibraryData.RELIST;
import static dev.headcount.gate.allocator.LibraryData.THREADS;
import static dev.headcount.gate.allocator.LibraryData.UNLIST;
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
import static dev.headcount.gate.code.Width.U32;
import static dev.headcount.gate.code.Width.U64;

import dev.headcount.allocator.OwnHeader;
import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.code.Condition;
import dev.headcount.gate.code.Label;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Word;
import dev.headcount.ledger.CommonState;
import dev.headcount.ledger.EventRecord;

/** The functions that take blocks back, for one library: the counterpart of {@link AllocatorPrograms}. */
final class PointerFunctions {

    private static final int HEADER = HeaderCode.HEADER;

    private final int number;
    private final int lastSite;

    /**
     * @param library the library's number
     * @param lastSite the largest id that a site can have
     */
    PointerFunctions(int library, int lastSite) {
        this.number = library + 1;
        this.lastSite = lastSite;
    }

    Program free(FunctionShape shape) {
        Label unusual = new Label("not the usual block");
        Label nothing = new Label("nothing to do");
        Program.Builder code = Arguments.begin("free(pointer)", shape);
        HeaderCode.letUsualBlocksPass(code, number, unusual);
        code.load(A3, A0, OwnHeader.SITE_OFFSET, U32)
                .set(T0, lastSite)
                .branch(A3, Condition.ABOVE, T0, unusual)
                .threadPointer(T0);
        CounterCode.threadEntry(code, A4, T0, A5, THREADS);
        code.load(A5, A4, CommonState.THREAD_POINTER, U64)
                .branch(A5, NOT_EQUAL, T0, unusual)
                .load(A5, A4, CommonState.THREAD_PAGE, U64);
        HeaderCode.die(code, A1, T0);
        code.store(A1, A0, OwnHeader.FLAGS_OFFSET, U32);
        CounterCode.siteRecord(code, A3, A5);
        CounterCode.countDeath(code, A3, A2);
        CounterCode.libraryRecord(code, A5, T0, number);
        CounterCode.lowerBalance(code, A5, A2, T0);
        code.add(A0, -HEADER)
                .jumpThrough(FREE)
                .mark(unusual)
                .branch(A0, EQUAL, 0, nothing)
                .enter(1)
                .move(S0, A0)
                .set(A1, number)
                .call(CHECK);
        Label wrong = new Label("no block of ours");
        code.branch(RESULT, BELOW, HEADER, wrong)
                .move(A2, RESULT)
                .move(A0, S0)
                .set(A1, number)
                .call(END)
                .move(A0, RESULT)
                .leave()
                .jumpThrough(FREE)
                .mark(wrong);
        passOn(code, FOREIGN_FREE);
        return code.mark(nothing).returns().build();
    }

    /**
     * The kind of a wrong pointer is in the result, the pointer in s0, a second argument in s1 if there is one: goes on in
     * the function for foreign blocks, or leaves with 0.
     */
    private static void passOn(Program.Builder code, Word function) {
        Label heldBack = new Label("held back");
        code.branch(RESULT, NOT_EQUAL, EventRecord.FOREIGN, heldBack)
                .load(T0, function)
                .branch(T0, EQUAL, 0, heldBack)
                .move(A0, S0);
        if (function.equals(FOREIGN_REALLOC)) {
            code.move(A1, S1);
        }
        code.leave().jumpThrough(function).mark(heldBack).set(RESULT, 0).leaveAndReturn();
    }

    Program usableSize(FunctionShape shape) {
        Label unusual = new Label("not the usual block");
        Label none = new Label("no block");
        Program.Builder code = Arguments.begin("malloc_usable_size(pointer)", shape);
        HeaderCode.letUsualBlocksPass(code, number, unusual);
        return code.move(RESULT, A2)
                .returns()
                .mark(unusual)
                .enter(1)
                .move(S0, A0)
                .set(A1, number)
                .call(INSPECT)
                .branch(RESULT, BELOW, HEADER, none)
                .load(T0, S0, OwnHeader.SIZE_OFFSET, U64)
                .subtract(T0, RESULT)
                .move(RESULT, T0)
                .leaveAndReturn()
                .mark(none)
                .set(RESULT, 0)
                .leaveAndReturn()
                .build();
    }

    /**
     * <pre>
     *  pointer        size       answer      the block
     *  NULL           any        malloc      -
     *  live           0          NULL        freed
     *  live           negative   NULL        stays as it was; a failure
     *  live           otherwise  its place   moved with its header; where there is no memory: NULL, stays as it was
     *  foreign        any        the function for foreign blocks decides; without one NULL, not touched
     *  dead, damaged  any        NULL        not touched
     * </pre>
     */
    Program realloc(FunctionShape shape) {
        Label fresh = new Label("malloc");
        Label release = new Label("free");
        Label wrong = new Label("no block of ours");
        Label failed = new Label("failed");
        Label aligned = new Label("aligned");
        Label revive = new Label("revive");
        Label moved = new Label("moved");
        Label notListed = new Label("not listed");
        Program.Builder code = Arguments.begin("realloc(pointer, size)", shape)
                .branch(A0, EQUAL, 0, fresh)
                .enter()
                .branch(A1, EQUAL, 0, release)
                .move(S0, A0)
                .move(S1, A1)
                .set(A1, number)
                .call(CHECK)
                .move(S2, RESULT)
                .branch(S2, BELOW, HEADER, wrong)
                .branch(S1, LESS, 0, failed)
                .move(T0, S1)
                .add(T0, S2)
                .branch(T0, LESS, 0, failed);
        HeaderCode.letListedBlocksPass(code, S0, notListed);
        code.move(A0, S0)
                .set(A1, number)
                .call(UNLIST)
                .because("once it has moved its place is somebody else's")
                .mark(notListed);
        HeaderCode.turn(code, S0);
        code.branch(S2, NOT_EQUAL, HEADER, aligned)
                .move(A0, S0)
                .add(A0, -HEADER)
                .move(A1, S1)
                .add(A1, HEADER)
                .call(REALLOC)
                .branch(RESULT, EQUAL, 0, revive)
                .add(RESULT, HEADER)
                .mark(moved)
                .move(A0, RESULT)
                .move(A1, S1)
                .set(A2, number)
                .call(MOVED)
                .leaveAndReturn();
        code.mark(aligned);
        moveAligned(code, revive);
        code.jump(moved).mark(revive);
        HeaderCode.turn(code, S0);
        code.move(A0, S0)
                .set(A1, number)
                .call(RELIST)
                .mark(failed)
                .set(A0, number)
                .set(A1, LibraryData.ENOMEM)
                .call(FAILED)
                .leaveAndReturn()
                .mark(release)
                .call(OWN_FREE)
                .set(RESULT, 0)
                .leaveAndReturn()
                .mark(wrong);
        passOn(code, FOREIGN_REALLOC);
        return code.mark(fresh).move(A0, A1).jumpThrough(OWN_MALLOC).build();
    }

    /** Realloc(3) forgets an alignment: result = a block of the same one with the old header and bytes; the old one is freed. */
    private static void moveAligned(Program.Builder code, Label revive) {
        Label fits = new Label("fits");
        code.move(A0, S2)
                .move(A1, S1)
                .add(A1, S2)
                .call(ALIGNED_ALLOC)
                .branch(RESULT, EQUAL, 0, revive)
                .add(RESULT, S2)
                .move(S3, RESULT)
                .load(A2, S0, OwnHeader.SIZE_OFFSET, U64)
                .subtract(A2, S2)
                .branch(A2, LESS, S1, fits)
                .move(A2, S1)
                .mark(fits)
                .add(A2, HEADER)
                .move(A0, S3)
                .add(A0, -HEADER)
                .move(A1, S0)
                .add(A1, -HEADER)
                .call(MEMCPY)
                .because("the header, too")
                .move(A0, S0)
                .subtract(A0, S2)
                .call(FREE)
                .move(RESULT, S3);
    }
}
