package dev.headcount.gate.allocator;

import static dev.headcount.gate.code.Register.A0;
import static dev.headcount.gate.code.Register.A1;
import static dev.headcount.gate.code.Register.T0;
import static dev.headcount.gate.code.Register.T1;

import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Register;

/** The beginning of a function: its arguments, wherever this library has them, are put where the C standard does. */
final class Arguments {

    private Arguments() {}

    static Program.Builder begin(String function, FunctionShape shape) {
        Program.Builder code = Program.named(function);
        switch (shape.role()) {
            case MALLOC -> move(code, size(code, shape));
            case CALLOC -> pair(code, argument(shape, Parameter.COUNT), size(code, shape));
            case REALLOC -> pair(code, argument(shape, Parameter.POINTER), size(code, shape));
            case ALIGNED_ALLOC -> pair(code, argument(shape, Parameter.OTHER), size(code, shape));
            case FREE, STRDUP, SIZE -> move(code, argument(shape, Parameter.POINTER));
        }
        return code;
    }

    private static void move(Program.Builder code, Register only) {
        if (only != A0) {
            code.move(A0, only);
        }
    }

    private static void pair(Program.Builder code, Register first, Register second) {
        if (first == A0 && second == A1) {
            return;
        }
        code.move(T0, first).move(T1, second).move(A0, T0).move(A1, T1);
    }

    /** Where the size is, made a number of 64 bits. */
    private static Register size(Program.Builder code, FunctionShape shape) {
        Register size = Register.argument(shape.sizeIndex());
        if (shape.parameters().get(shape.sizeIndex()) == Parameter.INT_SIZE) {
            code.signExtend(size);
        }
        return size;
    }

    private static Register argument(FunctionShape shape, Parameter parameter) {
        return Register.argument(shape.indexOf(parameter));
    }
}
