package dev.headcount.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.allocator.ContractAllocator.Totals;
import dev.headcount.allocator.ContractAllocator.Wrong;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a header of 16 bytes is for: no pointer is taken for a block of ours that is none, or no longer one. The backend has
 * to leave freed memory as it is. After each test all blocks must be freed.
 */
public abstract class WrongPointersContractTest {

    private static final int PAGE_BYTES = 4096;
    private static final int ENOUGH_BLOCKS = 20_000;
    private static final int SIZE = OwnHeader.SIZE_OFFSET;
    private static final int FLAGS = OwnHeader.FLAGS_OFFSET;

    private final ContractAllocator allocator;
    private final BlockMemory memory;

    protected WrongPointersContractTest(ContractAllocator allocator) {
        this.allocator = allocator;
        this.memory = allocator.memory();
    }

    @AfterEach
    final void shouldHaveNothingLeft() {
        try (allocator) {
            assertEquals(new Totals(0, 0, 0), allocator.totals());
        }
    }

    /** Free and realloc refuse the pointer, count it, and leave the block that there may be as it is. */
    private void assertRefused(Wrong kind, long pointer) {
        Totals totals = allocator.totals();
        long refused = allocator.refused(kind);
        allocator.free(pointer);
        assertEquals(refused + 1, allocator.refused(kind), kind + " by free");
        assertEquals(0, allocator.realloc(pointer, 100));
        assertEquals(refused + 2, allocator.refused(kind), kind + " by realloc");
        assertEquals(0, allocator.realloc(pointer, 0));
        assertEquals(refused + 3, allocator.refused(kind), kind + " by realloc to nothing");
        assertEquals(0, allocator.usableSize(pointer));
        assertEquals(refused + 3, allocator.refused(kind), kind + " by size");
        assertEquals(totals, allocator.totals());
    }

    @Test
    void shouldRefuseASecondFree() {
        long block = allocator.malloc(60);
        allocator.free(block);
        assertRefused(Wrong.FREED, block);
    }

    @Test
    void shouldRefuseASecondFreeOfAnAlignedBlock() {
        long block = allocator.alignedAlloc(4096, 60);
        allocator.free(block);
        assertRefused(Wrong.FREED, block);
    }

    @Test
    void shouldRefuseAPointerIntoABlock() {
        long block = allocator.calloc(1, 100);
        for (int inside : new int[] {1, 4, 8, 16, 32, 96}) {
            assertRefused(Wrong.FOREIGN, block + inside);
        }
        allocator.free(block);
    }

    @Test
    void shouldRefuseABlockOfTheCLibrary() {
        for (long bytes : new long[] {1, 60, 1000, 300_000}) {
            long foreign = memory.foreignBlock(bytes);
            memory.write(foreign, bytes, 1);
            assertRefused(Wrong.FOREIGN, foreign);
            memory.check(foreign, bytes, 1);
            memory.freeForeignBlock(foreign);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8, 16, 4080, -16, Long.MIN_VALUE, Long.MIN_VALUE + 4096})
    void shouldRefuseWhatIsNoPointer(long pointer) {
        assertRefused(Wrong.FOREIGN, pointer);
    }

    @Test
    void shouldRefuseAPageWithNothingReadableInFrontOfIt() {
        assertRefused(Wrong.FOREIGN, memory.guardedPage());
    }

    @Test
    void shouldRefuseABlockWithAByteWrittenInFrontOfIt() {
        long block = allocator.malloc(60);
        memory.write(block, 60, 1);
        for (int offset : new int[] {-1, -2}) {
            int before = memory.loadByte(block + offset);
            memory.storeByte(block + offset, before ^ 1);
            assertRefused(Wrong.DAMAGED, block);
            memory.storeByte(block + offset, before);
        }
        memory.check(block, 60, 1);
        assertEquals(60, allocator.usableSize(block));
        allocator.free(block);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 15, -1, Long.MIN_VALUE})
    void shouldRefuseABlockWithASizeThatCannotBe(long size) {
        long block = allocator.malloc(60);
        memory.storeLong(block + SIZE, size);
        assertRefused(Wrong.DAMAGED, block);
        memory.storeLong(block + SIZE, 60 + OwnHeader.BYTES);
        allocator.free(block);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 62, 63})
    void shouldRefuseABlockWithAnAlignmentThatCannotBe(int log2) {
        long block = allocator.malloc(60);
        int before = memory.loadByte(block + FLAGS);
        memory.storeByte(block + FLAGS, before | log2);
        assertRefused(Wrong.DAMAGED, block);
        memory.storeByte(block + FLAGS, before);
        allocator.free(block);
    }

    /** Its header is in the page before. */
    @Test
    void shouldTakeABlockOfMallocBackThatBeginsWithAPage() {
        List<Long> blocks = new ArrayList<>();
        do {
            blocks.add(allocator.malloc(60 + blocks.size() % 2 * 16));
            assertTrue(blocks.size() < ENOUGH_BLOCKS, "none begins with a page");
        } while (blocks.getLast() % PAGE_BYTES != 0);
        long block = blocks.removeLast();
        assertNotEquals(0, allocator.usableSize(block));
        long moved = allocator.realloc(block, 1000);
        assertEquals(1000, allocator.usableSize(moved));
        allocator.free(moved);
        blocks.forEach(allocator::free);
        for (Wrong kind : Wrong.values()) {
            assertEquals(0, allocator.refused(kind), kind.name());
        }
    }
}
