package dev.headcount.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ItemsTest {

    @Test
    void shouldSplitOutsideOfParenthesesOnly() {
        assertEquals(List.of("a(b,c(d,e),f)", "g"), Items.split("a(b,c(d,e),f),g", ','));
        assertEquals(List.of("a(b;c)", "d(e,f)"), Items.split("a(b;c);d(e,f)", ';'));
        assertEquals(List.of("a[b,c]", "d"), Items.split("a[b,c],d", ','));
    }

    @Test
    void shouldStripBlanksAndDropEmptyItems() {
        assertEquals(List.of("a", "b c"), Items.split(" a ,, \t, b c\n,", ','));
        assertEquals(List.of(), Items.split("", ','));
    }

    @Test
    void shouldTakeTheRestForAnItemThatIsOpen() {
        assertEquals(List.of("a", "b(c,d"), Items.split("a,b(c,d", ','));
        assertTrue(Items.isOpen("b(c,d"));
        assertFalse(Items.isOpen("b(c,d)"));
    }

    @Test
    void shouldNotMindAClosingParenthesisOfNothing() {
        assertEquals(List.of("a)", "b(c,d)", "e"), Items.split("a),b(c,d),e", ','));
        assertTrue(Items.isOpen("a)("));
    }
}
