package dev.headcount.gate.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Comparisons and loops. */
@ParameterizedClass
@EnumSource
class BranchesTest extends OnEveryMachine {

    private static final Label LOOP = new Label("loop");
    private static final Label DONE = new Label("done");
    private static final Label YES = new Label("yes");

    @ParameterizedTest
    @EnumSource
    void shouldCompare(Condition condition) {
        Program program = Program.named("a " + condition.sign + " b")
                .branch(Register.A0, condition, Register.A1, YES)
                .set(Register.RESULT, 0)
                .returns()
                .mark(YES)
                .set(Register.RESULT, 1)
                .returns()
                .build();
        LoadedPrograms loaded = machine.load(program);
        for (long a : NUMBERS) {
            for (long b : NUMBERS) {
                assertEquals(holds(a, condition, b) ? 1 : 0, loaded.call(program, a, b), () -> a + ", " + b);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCompareWithAConstant(Condition condition) {
        for (int constant : List.of(0, 1, 127, 128, 4095)) {
            Program program = Program.named("a " + condition.sign + " " + constant)
                    .branch(Register.A0, condition, constant, YES)
                    .set(Register.RESULT, 0)
                    .returns()
                    .mark(YES)
                    .set(Register.RESULT, 1)
                    .returns()
                    .build();
            LoadedPrograms loaded = machine.load(program);
            for (long a : NUMBERS) {
                assertEquals(holds(a, condition, constant) ? 1 : 0, loaded.call(program, a), () -> a + " " + constant);
            }
        }
    }

    private static boolean holds(long a, Condition condition, long b) {
        return switch (condition) {
            case EQUAL -> a == b;
            case NOT_EQUAL -> a != b;
            case LESS -> a < b;
            case GREATER -> a > b;
            case BELOW -> Long.compareUnsigned(a, b) < 0;
            case ABOVE -> Long.compareUnsigned(a, b) > 0;
        };
    }

    @Test
    void shouldLoop() {
        Program program = Program.named("1 + 2 + … + n")
                .set(Register.T0, 0)
                .mark(LOOP)
                .branch(Register.A0, Condition.EQUAL, 0, DONE)
                .add(Register.T0, Register.A0)
                .add(Register.A0, -1)
                .jump(LOOP)
                .mark(DONE)
                .move(Register.RESULT, Register.T0)
                .returns()
                .build();
        assertEquals(0, call(program, 0));
        assertEquals(500500, call(program, 1000));
    }
}
