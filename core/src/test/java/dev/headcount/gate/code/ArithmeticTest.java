package dev.headcount.gate.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers in, a number out. */
@ParameterizedClass
@EnumSource
class ArithmeticTest extends OnEveryMachine {

    private static final Label TOO_LARGE = new Label("too large");

    @Test
    void shouldGetSixArguments() {
        for (int i = 0; i < 6; i++) {
            Program program = Program.named("argument " + i)
                    .move(Register.RESULT, Register.argument(i))
                    .returns()
                    .build();
            assertEquals(1999993 + i, call(program, 1999993, 1999994, 1999995, 1999996, 1999997, 1999998));
        }
    }

    @Test
    void shouldAnswerConstants() {
        for (long number : NUMBERS) {
            assertEquals(
                    number,
                    call(Program.named("long f()")
                            .set(Register.RESULT, number)
                            .returns()
                            .build()));
        }
    }

    @Test
    void shouldAddSubtractAndShift() {
        Program program = Program.named("((a - b) + (a << 3) + (b >>> 60)) + 4095 - 1")
                .move(Register.T0, Register.A0)
                .subtract(Register.T0, Register.A1)
                .shiftLeft(Register.A0, 3)
                .add(Register.T0, Register.A0)
                .shiftRight(Register.A1, 60)
                .add(Register.T0, Register.A1)
                .add(Register.T0, 4095)
                .add(Register.T0, -1)
                .move(Register.RESULT, Register.T0)
                .returns()
                .build();
        LoadedPrograms loaded = machine.load(program);
        for (long a : NUMBERS) {
            for (long b : NUMBERS) {
                assertEquals((a - b) + (a << 3) + (b >>> 60) + 4095 - 1, loaded.call(program, a, b));
            }
        }
    }

    @Test
    void shouldCombineBits() {
        Program and = Program.named("a & b")
                .and(Register.A0, Register.A1)
                .move(Register.RESULT, Register.A0)
                .returns()
                .build();
        Program exclusiveOr = Program.named("a ^ b")
                .exclusiveOr(Register.A0, Register.A1)
                .move(Register.RESULT, Register.A0)
                .returns()
                .build();
        LoadedPrograms loaded = machine.load(and, exclusiveOr);
        for (long a : NUMBERS) {
            for (long b : NUMBERS) {
                assertEquals(a & b, loaded.call(and, a, b), () -> a + " & " + b);
                assertEquals(a ^ b, loaded.call(exclusiveOr, a, b), () -> a + " ^ " + b);
            }
        }
    }

    @Test
    void shouldFindTheHighestBit() {
        Program program = Program.named("63 - leading zeros")
                .highestBit(Register.T0, Register.A0)
                .move(Register.RESULT, Register.T0)
                .returns()
                .build();
        LoadedPrograms loaded = machine.load(program);
        for (int bit = 0; bit < Long.SIZE; bit++) {
            assertEquals(bit, loaded.call(program, 1L << bit));
            assertEquals(bit, loaded.call(program, (1L << bit) | ((1L << bit) - 1)));
        }
        for (long number : NUMBERS) {
            if (number != 0) {
                assertEquals(63 - Long.numberOfLeadingZeros(number), loaded.call(program, number), () -> "" + number);
            }
        }
    }

    @Test
    void shouldMultiplyAsJavaDoes() {
        Program program = Program.named("a * b")
                .multiplyLow(Register.A0, Register.A1)
                .move(Register.RESULT, Register.A0)
                .returns()
                .build();
        LoadedPrograms loaded = machine.load(program);
        for (long a : NUMBERS) {
            for (long b : NUMBERS) {
                assertEquals(a * b, loaded.call(program, a, b), () -> a + " * " + b);
            }
        }
    }

    @Test
    void shouldSignExtendAnInt() {
        Program program = Program.named("long f(int)")
                .signExtend(Register.A0)
                .move(Register.RESULT, Register.A0)
                .returns()
                .build();
        LoadedPrograms loaded = machine.load(program);
        for (long number : NUMBERS) {
            assertEquals(number << 32 >> 32, loaded.call(program, number));
        }
    }

    @Test
    void shouldMultiplySizesAndNoticeWhatIsTooLarge() {
        Program program = Program.named("long multiply(long, long)")
                .multiply(Register.A0, Register.A1, TOO_LARGE)
                .move(Register.RESULT, Register.A0)
                .returns()
                .mark(TOO_LARGE)
                .set(Register.RESULT, -1)
                .returns()
                .build();
        LoadedPrograms loaded = machine.load(program);
        List<Long> sizes = NUMBERS.stream().filter(number -> number >= 0).toList();
        for (long a : sizes) {
            for (long b : sizes) {
                BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
                long expected = product.bitLength() > 63 ? -1 : product.longValueExact();
                assertEquals(expected, loaded.call(program, a, b), () -> a + " * " + b);
            }
        }
    }
}
