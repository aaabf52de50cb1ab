package dev.headcount.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.allocator.HeaderFormat;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionTest {

    @ParameterizedTest
    @EnumSource
    void shouldTakeItsOwnDefault(Option option) {
        assertTrue(option.syntax().read(option.defaultText()).isPresent(), option.defaultText());
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeEveryLiteralOfItsForm(Option option) {
        for (String part : option.syntax().form().split("\\|", -1)) {
            boolean literal = part.equals(part.toLowerCase(Locale.ROOT));
            assertTrue(!literal || option.syntax().read(part).isPresent(), part);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeNoEmptyValue(Option option) {
        assertTrue(option.syntax().read("").isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeDescribedInOneSentence(Option option) {
        String description = option.description();
        assertTrue(description.matches("[A-Z].*[^.]\\."), description);
        assertEquals(-1, description.indexOf(". "), description);
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveAKeyThatIsOnePlainWord(Option option) {
        assertTrue(option.key().matches("[a-z]+"), option.key());
        assertEquals(option, Option.of(option.key()).orElseThrow());
    }

    @Test
    void shouldHaveDifferentKeys() {
        Set<String> keys = new HashSet<>();
        for (Option option : Option.values()) {
            assertTrue(keys.add(option.key()), option.key());
        }
    }

    @Test
    void shouldNameEveryHeaderFormat() {
        assertEquals("auto, none, size8, payload8, size16at8, size16, payload16 or size8at16", Option.HEADER.takes());
        for (String name : Option.HEADER.takes().split(", | or ", -1)) {
            assertTrue(name.equals("auto") || HeaderFormat.named(name).isPresent(), name);
            assertTrue(Option.HEADER.syntax().read(name).isPresent(), name);
        }
    }
}
