package dev.headcount.gate.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.headcount.memory.Pages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class HarnessTest {

    private static final Program LOAD = Program.named("long load(long *)")
            .load(Register.RESULT, Register.A0, 0, Width.U64)
            .returns()
            .build();

    @Parameter
    Processor processor;

    private Harness harness;

    @BeforeEach
    void start() {
        harness = Harness.start(processor);
    }

    @AfterEach
    void close() {
        if (harness != null) {
            harness.close();
        }
    }

    @Test
    void shouldCallTheCLibraryOfTheProcessor() {
        long block = harness.call(harness.function("malloc"), 1999993);
        assertNotEquals(0, block);
        assertEquals(block, harness.call(harness.function("memset"), block, 0xab, 1999993));
        assertEquals(0xabab, harness.load(block + 1999991, Width.U16));
        harness.call(harness.function("free"), block);
    }

    @Test
    void shouldSayWhichFunctionItLacks() {
        assertEquals(
                "function gets: function gets",
                assertThrows(IllegalStateException.class, () -> harness.function("gets"))
                        .getMessage());
    }

    @Test
    void shouldSayWhichSignalEndedIt() {
        LoadedPrograms loaded = harness.load(LOAD);
        String request = "call " + Long.toHexString(loaded.address(LOAD)) + " 8";
        assertEquals(
                request + ": signal 11",
                assertThrows(IllegalStateException.class, () -> loaded.call(LOAD, 8))
                        .getMessage());
    }

    @Test
    void shouldSayThatTheLibraryGaveUp() {
        long abort = harness.function("abort");
        assertEquals(
                "call " + Long.toHexString(abort) + ": signal 06",
                assertThrows(IllegalStateException.class, () -> harness.call(abort))
                        .getMessage());
    }

    @Test
    void shouldRunProgramsOfSeveralLoadsBesideEachOther() {
        LoadedPrograms first = harness.load(LOAD);
        LoadedPrograms second = harness.load(LOAD);
        Word word = Word.at("word", 1);
        first.set(word, 1999993);
        second.set(word, 1999994);
        assertEquals(1999993, first.call(LOAD, first.address(word)));
        assertEquals(1999994, second.call("long load(long *)", second.address(word)));
        assertEquals(Pages.BYTES, first.address(word) - first.address(LOAD) - Long.BYTES);
    }
}
