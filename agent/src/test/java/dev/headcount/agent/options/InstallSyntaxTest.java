package dev.headcount.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallSyntaxTest {

    private static InstallChoice read(String text) {
        return new InstallSyntax().read(text).orElseThrow();
    }

    @Test
    void shouldPermitEveryLibrary() {
        assertTrue(read("all").test("sqlite3"));
    }

    @Test
    void shouldPermitNone() {
        assertFalse(read("off").test("sqlite3"));
    }

    @Test
    void shouldPermitTheNamedOnesAlone() {
        InstallChoice choice = read("sqlite3; curl");
        assertTrue(choice.test("sqlite3"));
        assertTrue(choice.test("curl"));
        assertFalse(choice.test("uv"));
    }

    @Test
    void shouldPermitAllButTheNamedOnes() {
        InstallChoice choice = read("-sqlite3;-curl");
        assertFalse(choice.test("sqlite3"));
        assertFalse(choice.test("curl"));
        assertTrue(choice.test("uv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "sqlite3;-curl"})
    void shouldRefuseWhatCannotBeMeant(String text) {
        assertEquals(Optional.empty(), new InstallSyntax().read(text));
    }
}
