package dev.headcount.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParagraphTest {

    @Test
    void shouldBreakAtTheLastBlankThatFits() {
        assertEquals(List.of("one two", "three"), Paragraph.lines("one two three", 7));
        assertEquals(List.of("one two", "three"), Paragraph.lines("one two three", 12));
        assertEquals(List.of("one two three"), Paragraph.lines("one two three", 13));
    }

    @Test
    void shouldLeaveAWordThatIsTooLongOnALineOfItsOwn() {
        assertEquals(List.of("a", "incomprehensible", "b"), Paragraph.lines("a incomprehensible b", 5));
        assertEquals(List.of("incomprehensible"), Paragraph.lines("incomprehensible", 5));
    }

    @Test
    void shouldHaveALineEvenWithoutText() {
        assertEquals(List.of(""), Paragraph.lines("", 5));
    }
}
