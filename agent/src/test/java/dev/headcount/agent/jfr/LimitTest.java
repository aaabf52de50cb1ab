package dev.headcount.agent.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

    private final Limit limit = new Limit();

    @Test
    void shouldAdmitTheFirstOnes() {
        limit.setValue("3");

        assertTrue(limit.admits(1));
        assertTrue(limit.admits(3));
        assertFalse(limit.admits(4));
        assertEquals("3", limit.getValue());
    }

    @Test
    void shouldMeetTheRecordingThatWantsMost() {
        assertEquals("20", limit.combine(Set.of("3", "20", "7")));
        assertEquals("0", limit.combine(Set.of("0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "1e3", "99999999999"})
    void shouldStayAsItIsWhereItCannotBeUnderstood(String text) {
        limit.setValue(text);

        assertTrue(limit.admits(100));
        assertFalse(limit.admits(101));
        assertEquals("100", limit.combine(Set.of(text)));
    }

    @Test
    void shouldAdmitNoneWhereItIsNegative() {
        limit.setValue("-1");

        assertFalse(limit.admits(1));
    }
}
