package dev.headcount.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

    private static final long FIRST = 0x0102_0304_0506_0708L;
    private static final long SECOND = -2;

    private final ProcessMemory memory;

    ProcessMemoryTest() throws Exception {
        memory = ProcessMemory.open();
    }

    @AfterEach
    void close() throws Exception {
        memory.close();
    }

    @Test
    void shouldReadWhatIsThereNow() {
        long words = Libc.calloc(2, Long.BYTES);
        assertTrue(memory.readTwoWords(words));
        assertEquals(0, memory.first());
        Memory.setLong(words, FIRST);
        Memory.setLong(words + Long.BYTES, SECOND);
        assertTrue(memory.readTwoWords(words));
        assertEquals(FIRST, memory.first());
        assertEquals(SECOND, memory.second());
        Libc.free(words);
    }

    @Test
    void shouldSayWhereNothingIsMapped() throws Throwable {
        long gone;
        try (GuardedPage page = new GuardedPage()) {
            gone = page.start();
            assertTrue(memory.readTwoWords(gone));
        }
        assertFalse(memory.readTwoWords(gone));
        assertFalse(memory.readTwoWords(8));
        assertFalse(memory.readTwoWords(0));
        assertFalse(memory.readTwoWords(0xdead_0000_0000_0000L));
        assertFalse(memory.readTwoWords(0x7ead_0000_0000_0000L));
    }
}
