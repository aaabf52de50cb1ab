package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** All the native memory of a ledger, shared out among the live blocks. */
class FootprintTest {

    private static final long MOST_BYTES_EACH = 40;
    private static final int BLOCKS = 1_000_000;
    private static final int FEWEST = 200_000;
    private static final int SAMPLED_EVERY = 20_000;
    private static final long HEAP = 0x7f00_0000_0000L;

    private final Books books = Books.opened();

    @Test
    void shouldCostFewBytesForABlockOfUsualSize() {
        SplittableRandom random = new SplittableRandom(1999993);
        fill(() -> 16 * random.nextLong(2, 20));
    }

    @Test
    void shouldCostFewBytesForASmallBlock() {
        fill(() -> 32);
    }

    @Test
    void shouldCostFewBytesForABlockOfSomePages() {
        fill(() -> 8192);
    }

    private void fill(LongSupplier distance) {
        books.ledger.context().enter(books.ledger.function("fill"));
        long address = HEAP;
        for (int blocks = 1; blocks <= BLOCKS; blocks++) {
            books.library.allocated(address, 16);
            address += distance.getAsLong();
            if (blocks >= FEWEST && blocks % SAMPLED_EVERY == 0) {
                double bytesEach = (double) books.ledger.snapshot().tracker().bytes() / blocks;
                assertTrue(bytesEach <= MOST_BYTES_EACH, bytesEach + " bytes a block at " + blocks + " blocks");
            }
        }
        assertEquals(BLOCKS, books.figures().liveBlocks());
        assertEquals(0, books.figures().lost());
    }
}
