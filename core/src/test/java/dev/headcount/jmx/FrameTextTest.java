package dev.headcount.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Reports.monthly(Reports.java:88)",
                "com.acme.Reports$1.<init>(Reports.java)",
                "com.acme.Reports.lambda$monthly$0(Unknown Source)",
                "com.acme.Reports.call(Native Method)",
                "Main.main(Main.java:1)"
            })
    void shouldReadWhatAStackTraceShows(String text) {
        assertEquals(text, FrameText.parse(text).toString());
    }

    @Test
    void shouldReadTheParts() {
        assertEquals(
                new StackTraceElement("com.acme.Reports", "monthly", "Reports.java", 88),
                FrameText.parse("com.acme.Reports.monthly(Reports.java:88)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no frame", "a.b(c", "a.b(C.java:99999999999)"})
    void shouldTakeWhateverComes(String text) {
        assertEquals(-1, FrameText.parse(text).getLineNumber());
    }
}
