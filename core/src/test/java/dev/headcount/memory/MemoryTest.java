package dev.headcount.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final long BYTES = 64;

    private final long block = Libc.calloc(1, BYTES);

    @AfterEach
    void free() {
        Libc.free(block);
    }

    @Test
    void shouldReadWhatItWroteInEveryMemoryOrder() {
        Memory.setLong(block, 1);
        assertEquals(1, Memory.getLong(block));
        Memory.setLongRelease(block, 2);
        assertEquals(2, Memory.getLongAcquire(block));
        Memory.setLongOpaque(block, 3);
        assertEquals(3, Memory.getLongOpaque(block));
        Memory.setInt(block, 4);
        assertEquals(4, Memory.getInt(block));
        Memory.setIntRelease(block, 5);
        assertEquals(5, Memory.getIntAcquire(block));
        assertEquals(5, Memory.getIntOpaque(block));
        Memory.setByte(block, (byte) 6);
        assertEquals(6, Memory.getByte(block));
    }

    @Test
    void shouldReachWordsThatAreNotAligned() {
        Memory.setLong(block + 3, 0x0102030405060708L);
        assertEquals(0x0102030405060708L, Memory.getLong(block + 3));
        assertEquals(8, Memory.getByte(block + 3));
        assertEquals(0, Memory.getByte(block + 2));
        assertEquals(0, Memory.getByte(block + 11));
    }

    @Test
    void shouldSwapOnlyWhatIsExpected() {
        assertTrue(Memory.casLong(block, 0, 7));
        assertFalse(Memory.casLong(block, 0, 8));
        assertEquals(7, Memory.getLong(block));
        assertTrue(Memory.casInt(block + 8, 0, 7));
        assertFalse(Memory.casInt(block + 8, 0, 8));
        assertEquals(7, Memory.getInt(block + 8));
    }

    @Test
    void shouldAnswerWhatWasThereBeforeItAdded() {
        Memory.setLong(block, 40);
        assertEquals(40, Memory.getAndAddLong(block, 2));
        assertEquals(42, Memory.getLong(block));
    }

    @Test
    void shouldCopyAndZeroNoMoreThanAsked() {
        for (int i = 0; i < BYTES; i++) {
            Memory.setByte(block + i, (byte) 1);
        }
        Memory.zero(block + 8, 8);
        assertEquals(0x0101010101010101L, Memory.getLong(block));
        assertEquals(0, Memory.getLong(block + 8));
        assertEquals(0x0101010101010101L, Memory.getLong(block + 16));
        Memory.copy(block + 8, block + 20, 4);
        assertEquals(0x0000000001010101L, Memory.getLong(block + 16) & 0xFFFFFFFFFFFFFFL);
    }

    @Test
    void shouldCopyWordsToAnArray() {
        Memory.setLong(block, 1);
        Memory.setLong(block + 8, 2);
        long[] words = {0, 0, 3};
        Memory.copyToArray(block, words, 2);
        assertArrayEquals(new long[] {1, 2, 3}, words);
    }

    @Test
    void shouldReadAStringUpToItsNul() {
        Memory.segment(block, BYTES).setString(0, "Zähler");
        assertEquals("Zähler", Memory.getString(block));
        assertEquals(7, Libc.strlen(block));
    }

    @Test
    void shouldGiveASegmentOfJustTheseBytes() {
        MemorySegment segment = Memory.segment(block, 12);
        assertEquals(12, segment.byteSize());
        segment.set(JAVA_LONG, 0, 1);
        segment.set(JAVA_INT, 8, 2);
        assertEquals(1, Memory.getLong(block));
        assertEquals(2, Memory.getInt(block + 8));
    }
}
