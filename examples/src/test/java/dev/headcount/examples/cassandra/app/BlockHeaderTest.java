package dev.headcount.examples.cassandra.app;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class BlockHeaderTest {

    @Test
    void shouldBeLaidOutAsDrawn() {
        assertEquals(-16, BlockHeader.THREAD);
        assertEquals(-8, BlockHeader.SIZE);
        assertEquals(16, BlockHeader.BYTES);
    }

    @Test
    void shouldStandInFrontOfTheBlock() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment base = arena.allocate(BlockHeader.BYTES + 61, 16);
            long pointer = BlockHeader.write(base.address(), 61, 1_999_993);
            assertEquals(base.address() + 16, pointer);
            assertEquals(1_999_993, base.get(JAVA_LONG, 0));
            assertEquals(61 + 16, base.get(JAVA_LONG, 8));
            assertEquals(1_999_993, BlockHeader.thread(pointer));
            assertEquals(61, BlockHeader.requested(pointer));
        }
    }
}
