package dev.headcount.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Reports.monthly(Reports.java:88)",
                "com.acme.Reports.monthly(Reports.java)",
                "com.acme.Reports.monthly(Unknown Source)",
                "com.acme.Reports.monthly(Native Method)",
                "com.acme.Reports$Page.<init>(Reports.java:12)",
                "com.acme.Reports.lambda$monthly$0(Reports.java:90)",
                "com.acme.Reports$$Lambda/0x00007f3a5c001000.run(Unknown Source)",
                "Main.main(odd (file):name.java:7)"
            })
    void shouldReadWhatAFrameWrites(String text) {
        assertEquals(text, FrameText.parse(text).toString());
    }

    @Test
    void shouldTellClassMethodFileAndLineApart() {
        assertEquals(
                new StackTraceElement("com.acme.Reports", "monthly", "Reports.java", 88),
                FrameText.parse("com.acme.Reports.monthly(Reports.java:88)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "monthly", "monthly()", "com.acme.Reports.monthly(Reports.java:88"})
    void shouldTakeAnythingElseForAName(String text) {
        assertEquals(text, FrameText.parse(text).getClassName());
    }
}
