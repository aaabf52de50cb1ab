package dev.headcount.gate.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.ledger.BlockListing;
import dev.headcount.ledger.CommonState;
import dev.headcount.ledger.LedgerOptions;
import dev.headcount.ledger.ListedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Blocks that native code tells of one by one, here all of them. */
class ListedBlocksTest {

    private static final int MAPPED_BY_ITSELF = 40 << 20; // always: M_MMAP_THRESHOLD in mallopt(3) grows up to 32 MiB
    private static final int MORE_THAN_THE_RING_HOLDS = (1 << CommonState.RING_BITS) * 5 / 4;

    private static final long MORE_THAN_THERE_IS = 1L << 60;

    private final TestLedger ledger = TestLedger.open(LedgerOptions.DEFAULT.withListing(BlockListing.ALL));
    private final NativeCalls calls = NativeCalls.of(ledger.allocator(Backend.libc()));

    private Set<Long> listed() {
        return ledger.ledger().sample().blocks().stream()
                .map(ListedBlock::address)
                .collect(Collectors.toSet());
    }

    @Test
    void shouldBeTheLiveOnes() {
        long block = calls.malloc(60);
        long freed = calls.malloc(70);
        long aligned = calls.alignedAlloc(4096, 80);
        calls.free(freed);
        assertEquals(Set.of(block, aligned), listed());
        calls.free(block);
        calls.free(aligned);
        assertEquals(Set.of(), listed());
    }

    @Test
    void shouldHaveTheSizeThatWasAskedFor() {
        calls.alignedAlloc(4096, 80);
        assertEquals(80, ledger.ledger().sample().blocks().getFirst().size());
    }

    /** The old place is gone when its end is told. */
    @Test
    void shouldFollowABlockThatTheKernelMoves() {
        long block = calls.malloc(MAPPED_BY_ITSELF);
        List<Long> between = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            between.add(calls.malloc(MAPPED_BY_ITSELF));
            block = calls.realloc(block, (i + 1L) * MAPPED_BY_ITSELF);
        }
        between.forEach(calls::free);
        assertEquals(Set.of(block), listed());
        calls.free(block);
        assertEquals(Set.of(), listed());
    }

    @Test
    void shouldStillIncludeABlockThatCouldNotBeReallocated() {
        long block = calls.malloc(60);
        assertEquals(0, calls.realloc(block, MORE_THAN_THERE_IS));
        assertEquals(Set.of(block), listed());
        assertEquals(60, ledger.ledger().sample().blocks().getFirst().size());
        calls.free(block);
        assertEquals(Set.of(), listed());
    }

    @Test
    void shouldStillIncludeAnAlignedBlockThatCouldNotBeReallocated() {
        long block = calls.alignedAlloc(4096, 80);
        assertEquals(0, calls.realloc(block, MORE_THAN_THERE_IS));
        assertEquals(Set.of(block), listed());
        calls.free(block);
        assertEquals(Set.of(), listed());
    }

    /** Their memory is gone when the list is cleared of them. */
    @Test
    void shouldNotIncludeBlocksWhoseEndFoundTheRingFull() {
        long mapped = calls.malloc(MAPPED_BY_ITSELF);
        assertEquals(Set.of(mapped), listed());
        List<Long> blocks = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_THE_RING_HOLDS; i++) {
            blocks.add(calls.malloc(60));
        }
        calls.free(mapped);
        blocks.forEach(calls::free);
        assertEquals(Set.of(), listed());
    }
}
