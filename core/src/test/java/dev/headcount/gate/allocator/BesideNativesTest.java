package dev.headcount.gate.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.allocator.NativeBlock;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibraryLedger;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.memory.Libc;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An allocator that is tracked through Java and takes its blocks from the native one: each counts once, there. */
class BesideNativesTest {

    private final TestLedger ledger = TestLedger.open();
    private final NativeAllocator natives = ledger.allocator(Backend.libc());
    private final NativeCalls calls = NativeCalls.of(natives);
    private final LibraryLedger around =
            ledger.ledger().library(LibraryFacts.named("around"), Optional.of(HeaderFormat.NONE));

    @BeforeEach
    void stand() {
        around.standBesideNatives();
    }

    private LibrarySnapshot around() {
        return ledger.ledger().snapshot().libraries().get(around.index());
    }

    private void assertAroundIsEmpty() {
        LibrarySnapshot around = around();
        assertEquals(0, around.allocations());
        assertEquals(0, around.frees());
        assertEquals(0, around.reallocations());
        assertEquals(0, around.foreignFrees());
        assertTrue(around.damage().values().stream().allMatch(count -> count == 0), around.damage()::toString);
    }

    @Test
    void shouldCountABlockOnce() {
        long block = around.allocated(calls.malloc(61), 61);
        assertEquals(1, ledger.figures(natives).liveBlocks());
        assertAroundIsEmpty();
        assertTrue(around.freeing(block));
        calls.free(block);
        assertEquals(0, ledger.figures(natives).liveBlocks());
        assertAroundIsEmpty();
    }

    @Test
    void shouldCountAReallocationOnce() {
        long block = around.allocated(calls.malloc(61), 61);
        assertTrue(around.reallocating(block));
        long moved = around.reallocated(calls.realloc(block, 100_000), block, 100_000);
        assertEquals(100_000, ledger.figures(natives).liveBytes());
        assertAroundIsEmpty();
        assertTrue(around.freeing(moved));
        calls.free(moved);
        assertAroundIsEmpty();
    }

    @Test
    void shouldCountBlocksOfOthersAsEver() {
        long block = around.allocated(Libc.malloc(61), 61);
        assertEquals(1, around().liveBlocks());
        assertEquals(0, ledger.figures(natives).allocations());
        assertTrue(around.freeing(block));
        assertFalse(around.freeing(block), "a second time");
        Libc.free(block);
        assertEquals(1, around().frees());
    }

    @Test
    void shouldCountABlockThatMovesOutOfTheNativeAllocator() {
        long block = around.allocated(calls.malloc(61), 61);
        assertTrue(around.reallocating(block));
        calls.free(block);
        long moved = around.reallocated(Libc.malloc(127), block, 127);
        assertEquals(
                Map.of("live", 127L, "foreign", 0L),
                Map.of("live", around().liveBytes(), "foreign", around().foreignFrees()));
        assertTrue(around.freeing(moved));
        Libc.free(moved);
    }

    @Test
    void shouldCountAFreeForABlockThatMovesIntoTheNativeAllocator() {
        long block = around.allocated(Libc.malloc(61), 61);
        assertTrue(around.reallocating(block));
        Libc.free(block);
        long moved = around.reallocated(calls.malloc(127), block, 127);
        assertEquals(
                Map.of("allocations", 1L, "frees", 1L, "reallocations", 0L),
                Map.of(
                        "allocations", around().allocations(),
                        "frees", around().frees(),
                        "reallocations", around().reallocations()));
        assertEquals(1, ledger.figures(natives).liveBlocks());
        assertTrue(around.freeing(moved));
        calls.free(moved);
    }

    /** The address was that of a block of another library, which is dead. */
    @Test
    void shouldNotTakeTheFreeOfABlockForASecondOne() {
        LibraryLedger other = ledger.ledger().library(LibraryFacts.named("other"), Optional.of(HeaderFormat.NONE));
        long block = calls.malloc(61);
        other.allocated(block, 61);
        other.freeing(block);
        assertTrue(around.freeing(block));
        calls.free(block);
        assertAroundIsEmpty();
    }

    @Test
    void shouldKnowNativeBlocksFromOthers() {
        long block = calls.malloc(61);
        long aligned = calls.alignedAlloc(4096, 61);
        long other = Libc.malloc(61);
        assertTrue(NativeBlock.beginsAt(block) && NativeBlock.beginsAt(aligned));
        assertFalse(NativeBlock.beginsAt(other) || NativeBlock.beginsAt(block + 16) || NativeBlock.beginsAt(0));
        calls.free(block);
        calls.free(aligned);
        Libc.free(other);
    }
}
