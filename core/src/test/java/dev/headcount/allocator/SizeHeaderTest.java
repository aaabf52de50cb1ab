package dev.headcount.allocator;

import static dev.headcount.allocator.HeaderState.DAMAGED_OR_FOREIGN;
import static dev.headcount.allocator.HeaderState.LIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SizeHeaderTest {

    private long base;
    private long userPointer;

    @BeforeEach
    void allocate() {
        base = Libc.alignedAlloc(64, 1024);
        userPointer = base + 64;
    }

    @AfterEach
    void free() {
        Libc.free(base);
    }

    @Test
    void shouldBeOneWordInFrontOfThePointer() {
        assertEquals(8, SizeHeader.BYTES);
        assertEquals(-8, SizeHeader.SIZE_OFFSET);
        assertEquals(8, SizeHeader.ALIGNMENT);
    }

    @Test
    void shouldBeNothingButTheSize() {
        SizeHeader.write(userPointer, 68, 8);
        assertEquals(68, Memory.getLong(userPointer - 8));
        assertEquals(68, SizeHeader.sizeBytes(userPointer));
        assertEquals(8, SizeHeader.alignment(userPointer));
        assertEquals(LIVE, SizeHeader.state(userPointer));
    }

    @Test
    void shouldHoldTheAlignmentOfAnOverAlignedBlockInTheTopByte() {
        SizeHeader.write(userPointer, 64 + 60, 64);
        assertEquals(6L << 56 | 124, Memory.getLong(userPointer - 8));
        assertEquals(124, SizeHeader.sizeBytes(userPointer));
        assertEquals(64, SizeHeader.alignment(userPointer));
        SizeHeader.setSizeBytes(userPointer, 164);
        assertEquals(6L << 56 | 164, Memory.getLong(userPointer - 8));
        assertEquals(LIVE, SizeHeader.state(userPointer));
    }

    @Test
    void shouldShowAWordThatIsNoHeader() {
        Memory.setLong(userPointer - 8, 7);
        assertEquals(DAMAGED_OR_FOREIGN, SizeHeader.state(userPointer));
        Memory.setLong(userPointer - 8, -1);
        assertEquals(DAMAGED_OR_FOREIGN, SizeHeader.state(userPointer));
    }
}
