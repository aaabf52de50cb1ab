package dev.headcount.gate.allocator;

import static dev.headcount.gate.allocator.LibraryData.ALIGNED_ALLOC;
import static dev.headcount.gate.allocator.LibraryData.ATTEND;
import static dev.headcount.gate.allocator.LibraryData.BORN;
import static dev.headcount.gate.allocator.LibraryData.CALLOC;
import static dev.headcount.gate.allocator.LibraryData.FAILED;
import static dev.headcount.gate.allocator.LibraryData.MALLOC;
import static dev.headcount.gate.allocator.LibraryData.MEMCPY;
import static dev.headcount.gate.allocator.LibraryData.OWN_MALLOC;
import static dev.headcount.gate.allocator.LibraryData.STRLEN;
import static dev.headcount.gate.allocator.LibraryData.STRNLEN;
import static dev.headcount.gate.allocator.LibraryData.THREADS;
import static dev.headcount.gate.code.Condition.EQUAL;
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
import static dev.headcount.gate.code.Register.T0;
import static dev.headcount.gate.code.Register.T1;
import static dev.headcount.gate.code.Width.U32;
import static dev.headcount.gate.code.Width.U64;
import static dev.headcount.gate.code.Width.U8;

import dev.headcount.allocator.OwnHeader;
import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.gate.code.Label;
import dev.headcount.gate.code.Program;
import dev.headcount.ledger.CommonState;
import dev.headcount.ledger.ThreadPage;
import dev.headcount.site.NativeContext;

/**
 * The functions that give blocks, for one library: a block of the backend, with a header in front, counted on the thread's
 * own page. No call but the backend's, no lock, no atomic instruction. Whatever is not the usual case goes to the {@link
 * BlockPrograms}.
 */
final class AllocatorPrograms {

    private static final int HEADER = HeaderCode.HEADER;

    private final int number;

    /** @param library the library's number */
    AllocatorPrograms(int library) {
        this.number = library + 1;
    }

    Program malloc(FunctionShape shape) {
        Label failed = new Label("failed");
        Program.Builder code = Arguments.begin("malloc(size)", shape)
                .enter(1)
                .move(S0, A0)
                .branch(S0, LESS, 0, failed)
                .because("no memory is as large")
                .add(A0, HEADER)
                .call(MALLOC);
        return born(code, failed);
    }

    Program calloc(FunctionShape shape) {
        Label failed = new Label("failed");
        Label nothing = new Label("nothing");
        Label sized = new Label("sized");
        Program.Builder code = Arguments.begin("calloc(count, size)", shape)
                .enter(1)
                .branch(A0, EQUAL, 0, nothing)
                .branch(A1, EQUAL, 0, nothing)
                .branch(A0, LESS, 0, failed)
                .branch(A1, LESS, 0, failed)
                .multiply(A1, A0, failed)
                .jump(sized)
                .mark(nothing)
                .set(A1, 0)
                .mark(sized)
                .move(S0, A1)
                .add(A1, HEADER)
                .set(A0, 1)
                .call(CALLOC);
        return born(code, failed);
    }

    /** The backend has answered with a base for s0 bytes, or NULL: writes the header, counts, and answers the block. */
    private Program born(Program.Builder code, Label failed) {
        Label unusual = new Label("no page or site yet");
        Label attention = new Label("attention");
        Label oddSize = new Label("very large, or 0");
        Label bucket = new Label("bucket");
        code.branch(RESULT, EQUAL, 0, failed)
                .add(RESULT, HEADER)
                .move(T0, S0)
                .add(T0, HEADER)
                .store(T0, RESULT, OwnHeader.SIZE_OFFSET, U64)
                .threadPointer(T0);
        CounterCode.threadEntry(code, A1, T0, A2, THREADS);
        code.load(A2, A1, CommonState.THREAD_POINTER, U64)
                .branch(A2, NOT_EQUAL, T0, unusual)
                .load(A3, A1, CommonState.THREAD_PAGE, U64)
                .load(T1, A3, ThreadPage.CONTEXT + NativeContext.LIBRARY, U32)
                .branch(T1, NOT_EQUAL, number, unusual)
                .load(A2, A3, ThreadPage.CONTEXT + NativeContext.SITE, U32)
                .store(A2, RESULT, OwnHeader.SITE_OFFSET, U32);
        HeaderCode.writeLastWord(code, RESULT, number);
        CounterCode.siteRecord(code, A2, A3);
        CounterCode.countBirth(code, A2, S0);
        code.move(A2, A3);
        CounterCode.libraryRecord(code, A2, T0, number);
        CounterCode.countSize(code, A2, S0, oddSize, bucket);
        CounterCode.countDown(code, A3, S0, T0, attention);
        code.leaveAndReturn();
        CounterCode.countOddSize(code, S0, oddSize, bucket);
        return code.mark(attention)
                .move(S0, RESULT)
                .move(A0, A3)
                .move(A1, S0)
                .set(A2, number)
                .call(ATTEND)
                .move(RESULT, S0)
                .leaveAndReturn()
                .mark(unusual)
                .set(T0, 0)
                .store(T0, RESULT, OwnHeader.FLAGS_OFFSET, U32)
                .move(A0, RESULT)
                .move(A1, S0)
                .set(A2, number)
                .call(BORN)
                .leaveAndReturn()
                .mark(failed)
                .set(A0, number)
                .set(A1, LibraryData.ENOMEM)
                .call(FAILED)
                .leaveAndReturn()
                .build();
    }

    Program alignedAlloc(FunctionShape shape) {
        Label failed = new Label("failed");
        Label noPower = new Label("no power of two");
        Label natural = new Label("as malloc aligns");
        return Arguments.begin("aligned_alloc(alignment, size)", shape)
                .enter(2)
                .branch(A0, LESS, 1, noPower)
                .move(T0, A0)
                .add(T0, -1)
                .and(T0, A0)
                .branch(T0, NOT_EQUAL, 0, noPower)
                .move(S0, A1)
                .branch(S0, LESS, 0, failed)
                .branch(A0, LESS, HEADER + 1, natural)
                .move(S1, A0)
                .add(A1, S1)
                .branch(A1, LESS, 0, failed)
                .call(ALIGNED_ALLOC)
                .branch(RESULT, EQUAL, 0, failed)
                .add(RESULT, S1)
                .because("the header is at the end of the padding")
                .move(T0, S0)
                .add(T0, S1)
                .store(T0, RESULT, OwnHeader.SIZE_OFFSET, U64)
                .highestBit(T0, S1)
                .store(T0, RESULT, OwnHeader.FLAGS_OFFSET, U32)
                .move(A0, RESULT)
                .move(A1, S0)
                .set(A2, number)
                .call(BORN)
                .leaveAndReturn()
                .mark(natural)
                .move(A0, S0)
                .leave()
                .jumpThrough(OWN_MALLOC)
                .mark(failed)
                .set(A0, number)
                .set(A1, LibraryData.ENOMEM)
                .call(FAILED)
                .leaveAndReturn()
                .mark(noPower)
                .set(A0, number)
                .set(A1, LibraryData.EINVAL)
                .call(FAILED)
                .leaveAndReturn()
                .build();
    }

    Program strdup(FunctionShape shape) {
        Label nothing = new Label("NULL");
        Program.Builder code =
                Arguments.begin("strdup(string)", shape).enter(3).move(S0, A0).branch(S0, EQUAL, 0, nothing);
        length(code, shape, nothing);
        return code.move(S1, RESULT)
                .move(A0, S1)
                .add(A0, 1)
                .because("the NUL behind the string")
                .call(OWN_MALLOC)
                .move(S2, RESULT)
                .branch(S2, EQUAL, 0, nothing)
                .move(A0, S2)
                .move(A1, S0)
                .move(A2, S1)
                .call(MEMCPY)
                .add(S1, S2)
                .set(T0, 0)
                .store(T0, S1, 0, U8)
                .move(RESULT, S2)
                .leaveAndReturn()
                .mark(nothing)
                .set(RESULT, 0)
                .leaveAndReturn()
                .build();
    }

    /** result = how many characters of the string at a0 are to be copied. */
    private static void length(Program.Builder code, FunctionShape shape, Label failed) {
        if (shape.has(Parameter.SIZE)) {
            code.move(RESULT, A1).branch(RESULT, LESS, 0, failed);
        } else {
            code.call(shape.has(Parameter.LIMIT) ? STRNLEN : STRLEN);
        }
    }
}
