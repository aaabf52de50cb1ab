package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.site.Site;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is full says so: the table loses blocks and counts them, the site table lumps sites together and counts that. */
class OverflowTest {

    private static final long BLOCK = 0x7f00_0000_1000L;
    private static final int BLOCKS = 2000;

    private final Books small = Books.with(LedgerOptions.DEFAULT.withMaxTableBytes(1)); // room for young blocks only

    private static long block(int i) {
        return BLOCK + 48L * i;
    }

    private void fill() {
        for (int i = 0; i < BLOCKS; i++) {
            small.library.allocated(block(i), 10);
        }
    }

    @Test
    void shouldCountTheBlocksThatFindTheTableFull() {
        fill();
        LibrarySnapshot figures = small.figures();
        assertEquals(BLOCKS, figures.allocations());
        assertEquals(0, figures.frees());
        assertTrue(figures.liveBlocks() <= YoungBlocks.SLOTS);
        assertEquals(BLOCKS - figures.liveBlocks(), figures.lost());
        assertEquals(10 * figures.liveBlocks(), figures.liveBytes());
        assertEquals(figures.lost(), small.ledger.snapshot().tracker().lost());
    }

    @Test
    void shouldPassLostBlocksOnAsForeignOnes() {
        fill();
        LibrarySnapshot full = small.figures();
        for (int i = 0; i < BLOCKS; i++) {
            assertTrue(small.library.freeing(block(i)));
        }
        LibrarySnapshot figures = small.figures();
        assertEquals(0, figures.liveBlocks());
        assertEquals(full.liveBlocks(), figures.frees());
        assertEquals(full.lost(), figures.foreignFrees());
        assertEquals(full.lost(), figures.lost());
        assertEquals(List.of(), small.damage());
    }

    @Test
    void shouldNotTakeALostBlockForDeadBecauseItsAddressWasFreedOnce() {
        for (int i = 0; i < BLOCKS; i++) {
            small.library.allocated(block(i), 10);
            small.library.freeing(block(i));
        }
        fill();
        for (int i = 0; i < BLOCKS; i++) {
            assertTrue(small.library.freeing(block(i)));
        }
        assertEquals(List.of(), small.damage());
    }

    @Test
    void shouldLoseBlocksOfAReallocationTheSameWay() {
        fill();
        for (int i = BLOCKS - 1; i >= 0; i--) { // the youngest are not lost yet
            assertTrue(small.library.reallocating(block(i)));
            small.library.reallocated(block(BLOCKS + i), block(i), 20);
        }
        LibrarySnapshot figures = small.figures();
        assertTrue(figures.reallocations() > 0);
        assertTrue(figures.foreignFrees() > 0);
        assertEquals(BLOCKS, figures.reallocations() + figures.foreignFrees());
        assertEquals(BLOCKS + figures.foreignFrees(), figures.allocations());
        assertEquals(0, figures.frees());
        assertTrue(figures.liveBlocks() <= YoungBlocks.SLOTS);
        assertEquals(List.of(), small.damage());
    }

    @Test
    void shouldStayWithinItsMemory() {
        long before = small.ledger.snapshot().tracker().bytes();
        fill();
        long added = small.ledger.snapshot().tracker().bytes() - before;
        assertTrue(added <= YoungBlocks.BYTES + CounterRecord.BYTES + SiteRecord.CHUNK_BYTES, "added " + added);
    }

    @Test
    void shouldChargeNewSitesToTheOverflowSiteOnceTheTableIsFull() {
        Books few = Books.with(LedgerOptions.DEFAULT.withStacks(false).withMaxSites(2));
        LibraryLedger other = few.ledger.library(LibraryFacts.named("other"), Optional.of(Books.NO_HEADER));
        for (int i = 0; i < 10; i++) {
            few.ledger.context().enter(few.ledger.function("f" + i));
            few.library.allocated(block(i), 10);
            few.ledger.context().exit();
        }
        few.ledger.context().enter(few.ledger.function("g"));
        other.allocated(block(10), 1000);
        few.ledger.context().exit();
        LedgerSnapshot snapshot = few.ledger.snapshot();
        assertEquals(2, snapshot.tracker().sites());
        assertEquals(9, snapshot.tracker().overflowed());
        assertEquals(80, liveBytes(snapshot, "lib"));
        assertEquals(1000, liveBytes(snapshot, "other"));
        assertEquals(10, few.figures().liveBlocks());
        for (int i = 0; i < 11; i++) {
            few.library.freeing(block(i));
        }
        assertEquals(0, liveBytes(few.ledger.snapshot(), "lib"));
        assertEquals(9, few.ledger.snapshot().tracker().overflowed(), "so many went there");
    }

    private static long liveBytes(LedgerSnapshot snapshot, String library) {
        return snapshot.sites().stream()
                .filter(site -> Site.OVERFLOW.equals(site.site().function()))
                .filter(site -> site.site().library().equals(library))
                .findFirst()
                .orElseThrow()
                .liveBytes();
    }
}
