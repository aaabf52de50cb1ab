package dev.headcount.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineSyntaxTest {

    @Test
    void shouldReadWhenABaselineIsTaken() {
        assertEquals(Optional.of(new BaselineChoice.Off()), new BaselineSyntax().read("off"));
        assertEquals(Optional.of(new BaselineChoice.Steady()), new BaselineSyntax().read("steady"));
        assertEquals(Optional.of(new BaselineChoice.After(90)), new BaselineSyntax().read("90"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "604801", "on", "90s"})
    void shouldRefuseWhatCannotBeMeant(String text) {
        assertEquals(Optional.empty(), new BaselineSyntax().read(text));
    }
}
