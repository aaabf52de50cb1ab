package dev.headcount.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PageTest {

    private final Page page = new Page();

    @Test
    void shouldCutTheEndOfALineThatIsTooLong() {
        page.line("  ", "x".repeat(200));

        assertEquals("  " + "x".repeat(105) + "...\n", page.toString());
    }

    @Test
    void shouldCutTheBeginningOfAFrameThatIsTooLong() {
        page.lineEnd("  ", "y".repeat(200) + ".run(Long.java:8)");

        assertEquals("  ..." + "y".repeat(88) + ".run(Long.java:8)\n", page.toString());
    }

    @Test
    void shouldBreakSentencesBetweenWords() {
        page.sentences("  - ", "word ".repeat(25));

        assertEquals("  -" + " word".repeat(21) + "\n   " + " word".repeat(4) + "\n", page.toString());
    }

    @Test
    void shouldFillALineToItsLastColumn() {
        page.sentences("", "a".repeat(54) + " " + "b".repeat(55) + " c");

        assertEquals("a".repeat(54) + " " + "b".repeat(55) + "\nc\n", page.toString());
    }

    @Test
    void shouldKeepALongPathInOnePiece() {
        page.sentences("  ", "from /" + "p".repeat(200) + " on");

        assertEquals("  from\n  /" + "p".repeat(200) + "\n  on\n", page.toString());
    }
}
