package dev.headcount.gate.code;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be encoded for every processor is refused for each, and the message says which operation it was. */
@ParameterizedClass
@EnumSource
class LimitsTest {

    private static final Label LABEL = new Label("here");
    private static final Word WORD = Word.at("word", 0);
    private static final long DATA_DISTANCE = 4096;
    private static final int MEBIBYTE = 1 << 20;

    @Parameter
    Processor processor;

    @Test
    void shouldMissALabel() {
        assertEquals("f has no label here", refusal(IllegalStateException.class, f -> f.jump(LABEL)));
        assertEquals(
                "f has no label here",
                refusal(IllegalStateException.class, f -> f.multiply(Register.A0, Register.A1, LABEL)));
    }

    @Test
    void shouldRefuseALabelMarkedTwice() {
        assertEquals(
                "f has two labels here",
                refusal(
                        IllegalStateException.class,
                        f -> f.mark(LABEL).returns().mark(LABEL)));
    }

    @ParameterizedTest
    @CsvSource({
        "4096, a0 += 4096",
        "-4096, a0 -= 4096",
        "2147483647, a0 += 2147483647",
        "-2147483648, a0 -= 2147483648",
    })
    void shouldRefuseLargeConstantsToAdd(int value, String operation) {
        assertEquals("f: out of range: " + operation, refusal(f -> f.add(Register.A0, value)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4096, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void shouldRefuseLargeConstantsToCompareWith(int value) {
        assertEquals(
                "f: out of range: if t0 <u " + value + ": here",
                refusal(f -> f.mark(LABEL).branch(Register.T0, Condition.BELOW, value, LABEL)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 64, -1})
    void shouldRefuseToShiftByNothingOrEverything(int bits) {
        assertEquals("f: out of range: s0 <<= " + bits, refusal(f -> f.shiftLeft(Register.S0, bits)));
        assertEquals("f: out of range: s0 >>>= " + bits, refusal(f -> f.shiftRight(Register.S0, bits)));
    }

    @ParameterizedTest
    @CsvSource({
        "U8, 4096, U8[a1 + 4096]",
        "U8, -257, U8[a1 - 257]",
        "U16, 257, U16[a1 + 257]",
        "U16, 8192, U16[a1 + 8192]",
        "U32, 258, U32[a1 + 258]",
        "U32, 16384, U32[a1 + 16384]",
        "U64, 260, U64[a1 + 260]",
        "U64, 32768, U64[a1 + 32768]",
        "U64, -264, U64[a1 - 264]",
        "U64, -2147483648, U64[a1 - 2147483648]",
    })
    void shouldRefuseOffsetsThatAreFarOrCrooked(Width width, int offset, String place) {
        assertEquals("f: out of range: a0 = " + place, refusal(f -> f.load(Register.A0, Register.A1, offset, width)));
        assertEquals(
                "f: out of range: " + place + " = a0", refusal(f -> f.store(Register.A0, Register.A1, offset, width)));
    }

    @ParameterizedTest
    @CsvSource({
        "260, U64[a1 + 260]",
        "32768, U64[a1 + 32768]",
        "-264, U64[a1 - 264]",
        "-2147483648, U64[a1 - 2147483648]",
    })
    void shouldRefuseToAddWhereItWouldNotLoad(int offset, String place) {
        assertEquals("f: out of range: " + place + " += a0", refusal(f -> f.addTo(Register.A1, offset, Register.A0)));
        assertEquals("f: out of range: " + place + " += 1", refusal(f -> f.increment(Register.A1, offset)));
    }

    @ParameterizedTest
    @CsvSource({"0, s0..s-1", "5, s0..s4", "-1, s0..s-2"})
    void shouldRefuseToSaveRegistersThatThereAreNot(int kept, String registers) {
        assertEquals("f: out of range: save " + registers, refusal(f -> f.enter(kept)));
        Program leaving = new Program("f", List.of(new Program.Line(new Operation.Leave(kept), "")));
        assertEquals(
                "f: out of range: restore " + registers,
                assertThrows(IllegalArgumentException.class, () -> processor.encode(leaving, DATA_DISTANCE))
                        .getMessage());
    }

    @Test
    void shouldRefuseToLeaveWhatWasNotEntered() {
        assertEquals("f: out of range: restore s0..s-1", refusal(Program.Builder::leaveAndReturn));
    }

    @Test
    void shouldRefuseDataOutOfReach() {
        Word far = new Word("far", MEBIBYTE);
        assertEquals("f: too far: far, at 1052672", refusal(f -> f.load(Register.A0, far)));
        assertEquals("f: too far: far, at 1052672", refusal(f -> f.store(Register.A0, far)));
        assertEquals("f: too far: far, at 1052672", refusal(f -> f.address(Register.A0, far)));
        assertEquals("f: too far: far, at 1052672", refusal(f -> f.call(far)));
        assertEquals("f: too far: far, at 1052672", refusal(f -> f.jumpThrough(far)));
        Program program = Program.named("f").load(Register.A0, WORD).build();
        assertThrows(IllegalArgumentException.class, () -> processor.encode(program, -MEBIBYTE));
        assertThrows(IllegalArgumentException.class, () -> processor.encode(program, 1L << 32));
        assertThrows(IllegalArgumentException.class, () -> processor.encode(program, Long.MIN_VALUE));
        assertDoesNotThrow(() -> processor.encode(program, MEBIBYTE));
        assertDoesNotThrow(() -> processor.encode(program, 16 - MEBIBYTE));
    }

    @Test
    void shouldRefuseWordsThatAreNotAligned() {
        assertEquals(
                "f: not at a multiple of 8: crooked, at 4100",
                refusal(f -> f.load(Register.A0, new Word("crooked", 4))));
    }

    @Test
    void shouldRefuseAProgramWhoseLabelsAreOutOfReach() {
        Program.Builder program = Program.named("f").mark(LABEL);
        for (int i = 0; i < MEBIBYTE / 8; i++) {
            program.set(Register.A0, Long.MIN_VALUE + 0xffff_ffffL);
        }
        String message = assertThrows(
                        IllegalStateException.class, () -> processor.encode(program.build(), 2 * MEBIBYTE))
                .getMessage();
        assertEquals("f is too long: ", message.replaceFirst("[0-9]+ bytes$", ""));
    }

    private String refusal(Consumer<Program.Builder> body) {
        return refusal(IllegalArgumentException.class, body);
    }

    private String refusal(Class<? extends Exception> type, Consumer<Program.Builder> body) {
        Program.Builder program = Program.named("f");
        body.accept(program);
        return assertThrows(type, () -> processor.encode(program.build(), DATA_DISTANCE))
                .getMessage();
    }
}
