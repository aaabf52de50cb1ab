package dev.headcount.gate.allocator;

import static dev.headcount.gate.code.Register.A0;
import static dev.headcount.gate.code.Register.A1;
import static dev.headcount.gate.code.Register.T0;
import static dev.headcount.gate.code.Register.T1;

import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.gate.Role;
import dev.headcount.gate.code.Condition;
import dev.headcount.gate.code.Label;
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
            case STRDUP -> string(code, shape);
            case FREE, SIZE -> move(code, argument(shape, Parameter.POINTER));
        }
        return code;
    }

    /** The string, and how much of it, if that is said. */
    private static void string(Program.Builder code, FunctionShape shape) {
        Register string = argument(shape, Parameter.POINTER);
        if (shape.has(Parameter.SIZE)) {
            pair(code, string, argument(shape, Parameter.SIZE));
        } else if (shape.has(Parameter.LIMIT)) {
            pair(code, string, argument(shape, Parameter.LIMIT));
        } else {
            move(code, string);
        }
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
        if (shape.role() != Role.CALLOC && shape.has(Parameter.COUNT)) {
            multiply(code, size, argument(shape, Parameter.COUNT));
        }
        return size;
    }

    /** size = size times count; or -1, which nobody has, where that is too much. */
    private static void multiply(Program.Builder code, Register size, Register count) {
        Label tooMuch = new Label("too much");
        Label product = new Label("product");
        code.branch(count, Condition.LESS, 0, tooMuch)
                .branch(size, Condition.LESS, 0, tooMuch)
                .multiply(size, count, tooMuch)
                .jump(product)
                .mark(tooMuch)
                .set(size, -1)
                .mark(product);
    }

    private static Register argument(FunctionShape shape, Parameter parameter) {
        return Register.argument(shape.indexOf(parameter));
    }
}
