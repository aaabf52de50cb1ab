package dev.headcount.allocator;

import static dev.headcount.allocator.HeaderState.DAMAGED_OR_FOREIGN;
import static dev.headcount.allocator.HeaderState.DEAD;
import static dev.headcount.allocator.HeaderState.LIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.headcount.allocator.CheckingAllocator.Layout;
import dev.headcount.memory.GuardedPage;
import dev.headcount.memory.Memory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the headers are for: the layout the delegate gets back, and what is refused. */
class HeaderAllocatorTest {

    private final CheckingAllocator delegate = new CheckingAllocator();
    private final HeaderAllocator allocator = HeaderAllocator.over(delegate, Format.OWN_16);

    @AfterEach
    void giveBackFreedMemory() {
        delegate.close();
    }

    @Test
    void shouldAskTheDelegateForTheHeaderToo() {
        long block = allocator.malloc(60);
        assertEquals(new Layout(76, 16), delegate.layoutOf(block - 16));
        allocator.free(block);
    }

    @Test
    void shouldStoreSixtyEightForSixtyInFormatSize8() {
        HeaderAllocator plain = HeaderAllocator.over(delegate, Format.SIZE_8);
        long block = plain.malloc(60);
        assertEquals(68, Memory.getLong(block - 8));
        assertEquals(new Layout(68, 8), delegate.layoutOf(block - 8));
        plain.free(block);
    }

    @Test
    void shouldPadAnOverAlignedBlock() {
        long block = allocator.alignedAlloc(4096, 60);
        assertEquals(new Layout(4096 + 60, 4096), delegate.layoutOf(block - 4096));
        allocator.free(block);
    }

    @Test
    void shouldRefuseASecondFree() {
        long block = allocator.malloc(60);
        allocator.free(block);
        allocator.free(block);
        assertEquals(1, allocator.refused(DEAD));
        assertEquals(1, allocator.refused());
        assertEquals(0, allocator.liveBlocks());
        assertEquals(0, allocator.liveBytes());
    }

    @Test
    void shouldRefuseToReallocAFreedBlock() {
        long block = allocator.malloc(60);
        allocator.free(block);
        assertEquals(0, allocator.realloc(block, 100));
        assertEquals(0, allocator.realloc(block, 0));
        assertEquals(2, allocator.refused(DEAD));
    }

    @Test
    void shouldTakeTheOldPlaceOfAMovedBlockForDead() {
        long block = allocator.malloc(60);
        long moved = allocator.realloc(block, 100);
        allocator.free(block);
        assertEquals(1, allocator.refused(DEAD));
        assertEquals(100, allocator.usableSize(moved));
        allocator.free(moved);
    }

    @Test
    void shouldRefuseAPointerIntoABlock() {
        long block = allocator.calloc(1, 100);
        allocator.free(block + 1);
        allocator.free(block + 32);
        assertEquals(2, allocator.refused(DAMAGED_OR_FOREIGN));
        assertEquals(0, allocator.usableSize(block + 32));
        allocator.free(block);
    }

    @Test
    void shouldRefuseABlockOfAnotherAllocator() {
        long foreign = delegate.allocateZeroed(100, 16);
        allocator.free(foreign + 16);
        assertEquals(0, allocator.realloc(foreign + 16, 50));
        assertEquals(2, allocator.refused(DAMAGED_OR_FOREIGN));
        delegate.deallocate(foreign, 100, 16);
    }

    @Test
    void shouldRefuseWhatIsNoPointer() {
        allocator.free(1);
        allocator.free(-16);
        allocator.free(Long.MIN_VALUE);
        assertEquals(3, allocator.refused(DAMAGED_OR_FOREIGN));
    }

    @Test
    void shouldRefuseAPageWithNothingReadableInFrontOfIt() throws Throwable {
        try (GuardedPage page = new GuardedPage()) {
            allocator.free(page.start());
            assertEquals(0, allocator.realloc(page.start(), 100));
            assertEquals(0, allocator.usableSize(page.start()));
            assertEquals(2, allocator.refused(DAMAGED_OR_FOREIGN));
        }
    }

    @Test
    void shouldKnowItsOwnBlocksAtAPageStart() {
        long block = allocator.alignedAlloc(65536, 60);
        assertEquals(60, allocator.usableSize(block));
        allocator.free(block);
        assertEquals(0, allocator.refused());
    }

    @Test
    void shouldKeepTheBlockAliveWhenThereIsNoMemoryToMoveIt() {
        long block = allocator.malloc(60);
        OwnHeader.setSite(block, 7);
        delegate.outOfMemory(true);
        assertEquals(0, allocator.realloc(block, 100));
        assertEquals(0, allocator.malloc(1));
        delegate.outOfMemory(false);
        assertEquals(LIVE, OwnHeader.state(block));
        assertEquals(7, OwnHeader.site(block));
        assertEquals(60, allocator.liveBytes());
        allocator.free(block);
    }

    @Test
    void shouldKeepTheSiteAcrossRealloc() {
        long block = allocator.malloc(60);
        OwnHeader.setSite(block, 7);
        long moved = allocator.realloc(block, 100);
        assertEquals(7, OwnHeader.site(moved));
        allocator.free(moved);
    }

    @Test
    void shouldLeaveADamagedBlockAlone() {
        long block = allocator.malloc(60);
        Memory.setInt(block + OwnHeader.FLAGS_OFFSET, 0);
        allocator.free(block);
        assertEquals(1, allocator.refused(DAMAGED_OR_FOREIGN));
        assertEquals(1, allocator.liveBlocks());
        delegate.deallocate(block - 16, 76, 16);
        assertNull(delegate.layoutOf(block - 16));
    }
}
