package dev.headcount.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PagesTest {

    @Test
    void shouldMapZeroedMemoryToReadAndWrite() {
        long page = Pages.map(2 * Pages.BYTES);
        assertNotEquals(0, page);
        assertEquals(0, Memory.getLong(page));
        assertEquals(0, Memory.getLong(page + 2 * Pages.BYTES - Long.BYTES));
        Memory.setLong(page, 1999993);
        assertTrue(Pages.makeExecutable(page, Pages.BYTES));
        assertEquals(1999993, Memory.getLong(page), "still to be read");
        Memory.setLong(page + Pages.BYTES, 1); // and the rest still to be written
    }

    @Test
    void shouldAnswerZeroWhereThereIsNoMemory() {
        assertEquals(0, Pages.map(1L << 60));
    }
}
