package dev.headcount.gate;

import static dev.headcount.gate.GateData.ALIGNED_ALLOC;
import static dev.headcount.gate.GateData.CALLOC;
import static dev.headcount.gate.GateData.HEADER_ADDEND;
import static dev.headcount.gate.GateData.HEADER_PLACE;
import static dev.headcount.gate.GateData.MALLOC;
import static dev.headcount.gate.GateData.MEMCPY;
import static dev.headcount.gate.GateData.STRLEN;
import static dev.headcount.gate.GateData.STRNLEN;
import static dev.headcount.gate.code.Condition.ABOVE;
import static dev.headcount.gate.code.Condition.BELOW;
import static dev.headcount.gate.code.Condition.EQUAL;
import static dev.headcount.gate.code.Condition.LESS;
import static dev.headcount.gate.code.Register.A0;
import static dev.headcount.gate.code.Register.A1;
import static dev.headcount.gate.code.Register.A2;
import static dev.headcount.gate.code.Register.RESULT;
import static dev.headcount.gate.code.Register.S0;
import static dev.headcount.gate.code.Register.S1;
import static dev.headcount.gate.code.Register.S2;
import static dev.headcount.gate.code.Register.S3;
import static dev.headcount.gate.code.Register.T0;
import static dev.headcount.gate.code.Register.T1;
import static dev.headcount.gate.code.Width.U64;
import static dev.headcount.gate.code.Width.U8;

import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.gate.code.Label;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Register;

/**
 * What serves a library when the allocator that the application wrote in Java can no more be called: at the end of the
 * process, when destructors and exit handlers of C still allocate and free.
 *
 * <pre>
 *  malloc, calloc, aligned_alloc, strdup   a block of the C library, with a header as the application's allocator writes it
 *  free                                    nothing: whose block it is cannot be known, and the process ends
 *  realloc                                 a new block with what was in the old one, which stays
 *  malloc_usable_size                      what the header says
 * </pre>
 *
 * Where the header's format is not known, realloc answers NULL and the usable size is 0. Nothing is counted any more.
 */
final class Afterlife {

    private static final int HEADER_BYTES = 16;
    private static final int OFFSET_BITS = 12; // of an address within a page of 4 KiB

    private static final Label NULL = new Label("null");
    private static final Label DONE = new Label("done");

    private Afterlife() {}

    /**
     * The function that stands in for the application's of this shape.
     *
     * @throws IllegalArgumentException for a shape that has the pointer or a size behind the sixth argument
     */
    static Program of(FunctionShape shape) {
        return switch (shape.role()) {
            case MALLOC -> malloc(shape);
            case CALLOC -> calloc(shape);
            case ALIGNED_ALLOC -> alignedAlloc(shape);
            case STRDUP -> strdup(shape);
            case REALLOC -> realloc(shape);
            case FREE -> free();
            case SIZE -> usableSize(shape);
        };
    }

    private static Program malloc(FunctionShape shape) {
        Program.Builder code = Program.named("after Java: malloc(size)").enter();
        takeSize(code, shape);
        callMalloc(code);
        return finish(code);
    }

    private static Program calloc(FunctionShape shape) {
        Program.Builder code = Program.named("after Java: calloc(count, size)").enter();
        takeSize(code, shape);
        code.set(A0, 1)
                .move(A1, S0)
                .add(A1, HEADER_BYTES)
                .call(CALLOC)
                .branch(RESULT, EQUAL, 0, DONE)
                .add(RESULT, HEADER_BYTES);
        writeHeader(code);
        return finish(code);
    }

    private static Program alignedAlloc(FunctionShape shape) {
        Program.Builder code =
                Program.named("after Java: aligned_alloc(alignment, size)").enter();
        code.move(S1, argument(shape, Parameter.OTHER));
        takeSize(code, shape);
        Label aligned = new Label("aligned");
        code.branch(S1, ABOVE, HEADER_BYTES, aligned)
                .set(S1, HEADER_BYTES)
                .because("malloc aligns to 16, and the header takes as much")
                .mark(aligned)
                .move(A0, S1)
                .move(A1, S0)
                .add(A1, S1)
                .call(ALIGNED_ALLOC)
                .branch(RESULT, EQUAL, 0, DONE)
                .add(RESULT, S1)
                .because("the header is at the end of the padding");
        writeHeader(code);
        return finish(code);
    }

    private static Program strdup(FunctionShape shape) {
        Program.Builder code = Program.named("after Java: strdup(string)").enter();
        code.move(S1, argument(shape, Parameter.POINTER)).branch(S1, EQUAL, 0, NULL);
        if (shape.has(Parameter.SIZE)) {
            code.move(RESULT, argument(shape, Parameter.SIZE)).branch(RESULT, LESS, 0, NULL);
        } else if (shape.has(Parameter.LIMIT)) {
            code.move(A1, argument(shape, Parameter.LIMIT)).move(A0, S1).call(STRNLEN);
        } else {
            code.move(A0, S1).call(STRLEN);
        }
        code.move(S2, RESULT).move(S0, S2).add(S0, 1).because("the NUL behind the string");
        callMalloc(code);
        code.move(T0, RESULT)
                .add(T0, S2)
                .set(T1, 0)
                .store(T1, T0, 0, U8)
                .because("where the string did not end, the copy does");
        copy(code);
        return finish(code);
    }

    private static Program realloc(FunctionShape shape) {
        Label allocate = new Label("allocate");
        Label fits = new Label("fits");
        Program.Builder code =
                Program.named("after Java: realloc(pointer, size)").enter();
        code.move(S1, argument(shape, Parameter.POINTER));
        takeSize(code, shape);
        code.set(S2, 0)
                .because("bytes to copy")
                .branch(S1, EQUAL, 0, allocate)
                .branch(S0, EQUAL, 0, NULL)
                .because("realloc(p, 0) is a free");
        readSize(code, S1, NULL);
        code.move(S2, RESULT)
                .branch(S2, LESS, 0, NULL)
                .branch(S2, BELOW, S0, fits)
                .move(S2, S0)
                .mark(fits)
                .mark(allocate);
        callMalloc(code);
        copy(code);
        return finish(code);
    }

    private static Program free() {
        return Program.named("after Java: free(pointer)")
                .returns()
                .because("the block stays where it is")
                .build();
    }

    private static Program usableSize(FunctionShape shape) {
        Program.Builder code =
                Program.named("after Java: malloc_usable_size(pointer)").enter();
        code.move(S1, argument(shape, Parameter.POINTER)).branch(S1, EQUAL, 0, NULL);
        readSize(code, S1, NULL);
        return finish(code);
    }

    /** s0 = the bytes asked for. */
    private static void takeSize(Program.Builder code, FunctionShape shape) {
        int index = shape.sizeIndex();
        code.move(S0, Register.argument(index));
        if (shape.parameters().get(index) == Parameter.INT_SIZE) {
            code.signExtend(S0);
        }
        code.branch(S0, LESS, 0, NULL).because("no memory is as large");
        if (shape.has(Parameter.COUNT)) {
            code.move(S3, argument(shape, Parameter.COUNT))
                    .branch(S3, LESS, 0, NULL)
                    .multiply(S0, S3, NULL);
        }
    }

    /** result = a block of s0 bytes with its header, or off to done with NULL. */
    private static void callMalloc(Program.Builder code) {
        code.move(A0, S0)
                .add(A0, HEADER_BYTES)
                .call(MALLOC)
                .branch(RESULT, EQUAL, 0, DONE)
                .add(RESULT, HEADER_BYTES);
        writeHeader(code);
    }

    /** Writes the header of the block at result, of s0 bytes, where the format is known. */
    private static void writeHeader(Program.Builder code) {
        Label written = new Label("written");
        code.load(T0, HEADER_PLACE)
                .branch(T0, EQUAL, 0, written)
                .because("the format is not known")
                .add(T0, RESULT)
                .load(T1, HEADER_ADDEND)
                .add(T1, S0)
                .store(T1, T0, 0, U64)
                .mark(written);
    }

    /** result = the bytes that the header says were asked for; off to {@code unknown} where it cannot be read. */
    private static void readSize(Program.Builder code, Register pointer, Label unknown) {
        code.move(T0, pointer)
                .shiftLeft(T0, Long.SIZE - OFFSET_BITS)
                .shiftRight(T0, Long.SIZE - OFFSET_BITS)
                .branch(T0, BELOW, HEADER_BYTES, unknown)
                .because("the page before may be anybody's")
                .load(T0, HEADER_PLACE)
                .branch(T0, EQUAL, 0, unknown)
                .add(T0, pointer)
                .load(RESULT, T0, 0, U64)
                .load(T1, HEADER_ADDEND)
                .subtract(RESULT, T1);
    }

    /** Copies s2 bytes from s1 to the block at result, which stays there. */
    private static void copy(Program.Builder code) {
        code.branch(S2, EQUAL, 0, DONE)
                .move(S3, RESULT)
                .move(A0, S3)
                .move(A1, S1)
                .move(A2, S2)
                .call(MEMCPY)
                .move(RESULT, S3);
    }

    private static Program finish(Program.Builder code) {
        return code.mark(DONE)
                .leaveAndReturn()
                .mark(NULL)
                .set(RESULT, 0)
                .leaveAndReturn()
                .build();
    }

    private static Register argument(FunctionShape shape, Parameter parameter) {
        return Register.argument(shape.indexOf(parameter));
    }
}
