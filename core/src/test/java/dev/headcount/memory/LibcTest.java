package dev.headcount.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibcTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100, Libc.LONG_CALL_BYTES - 1, Libc.LONG_CALL_BYTES, 10 * Libc.LONG_CALL_BYTES})
    void shouldAllocateAndFreeBlocksOfEverySize(long bytes) {
        long block = Libc.malloc(bytes);
        assertNotEquals(0, block);
        assertEquals(0, block % 16, "alignment");
        if (bytes > 0) {
            Memory.setByte(block, (byte) 1);
            Memory.setByte(block + bytes - 1, (byte) 1);
        }
        Libc.free(block, bytes);
    }

    @Test
    void shouldFreeNothingForNull() {
        Libc.free(0);
    }

    @Test
    void shouldAnswerNullWhereThereIsNoMemory() {
        assertEquals(0, Libc.malloc(Long.MAX_VALUE));
        assertEquals(0, Libc.malloc(-1));
        assertEquals(0, Libc.calloc(1L << 40, 1L << 40));
        assertEquals(0, Libc.alignedAlloc(16, Long.MAX_VALUE));
    }

    @Test
    void shouldZeroWhatCallocAnswers() {
        long block = Libc.malloc(80);
        for (int i = 0; i < 80; i += 8) {
            Memory.setLong(block + i, -1);
        }
        Libc.free(block);
        long zeroed = Libc.calloc(10, 8); // most likely the same memory again
        for (int i = 0; i < 80; i += 8) {
            assertEquals(0, Memory.getLong(zeroed + i));
        }
        Libc.free(zeroed);
    }

    @Test
    void shouldKeepTheContentsWhereABlockGrows() {
        long block = Libc.malloc(16);
        Memory.setLong(block, 1999993);
        long grown = Libc.realloc(block, 1 << 20);
        assertEquals(1999993, Memory.getLong(grown));
        assertEquals(0, Libc.realloc(grown, Long.MAX_VALUE));
        assertEquals(1999993, Memory.getLong(grown), "a realloc that fails leaves the block alone");
        Libc.free(grown);
    }

    @Test
    void shouldAlignAsAsked() {
        long block = Libc.alignedAlloc(4096, 4096);
        assertEquals(0, block % 4096);
        Libc.free(block);
    }

    @Test
    void shouldTellTheNameOfTheCallingThread() throws InterruptedException {
        AtomicReference<String> name = new AtomicReference<>();
        Thread.ofPlatform()
                .name("a thread with a long name")
                .start(() -> name.set(Libc.threadName()))
                .join();
        assertEquals("a thread with a", name.get(), "15 bytes of it");
    }
}
