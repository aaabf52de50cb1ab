package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.allocator.HeaderFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** malloc and free as the ledger sees them, without damage. */
class LibraryLedgerTest {

    private static final long BLOCK = 0x7f00_0000_1000L;

    private final Books books = Books.opened();
    private final LibraryLedger library = books.library;

    @Test
    void shouldHaveNothingOnItsBooksAtFirst() {
        LibrarySnapshot figures = books.figures();
        assertEquals("lib", figures.name());
        assertEquals(0, figures.liveBlocks());
        assertEquals(0, figures.peakBytes());
        assertEquals(
                Map.of(DamageKind.DOUBLE_FREE, 0L, DamageKind.INTERIOR_POINTER, 0L, DamageKind.DAMAGED_HEADER, 0L),
                figures.damage());
        assertEquals(List.of(), books.ledger.snapshot().sites());
    }

    @Test
    void shouldCountABlockWhileItLives() {
        assertEquals(BLOCK, library.allocated(BLOCK, 60));
        assertEquals(1, books.figures().liveBlocks());
        assertEquals(60, books.figures().liveBytes());
        assertTrue(library.freeing(BLOCK));
        LibrarySnapshot figures = books.figures();
        assertEquals(0, figures.liveBlocks());
        assertEquals(0, figures.liveBytes());
        assertEquals(1, figures.allocations());
        assertEquals(1, figures.frees());
        assertEquals(60, figures.allocatedBytes());
        assertEquals(60, figures.freedBytes());
        assertEquals(60, figures.peakBytes());
    }

    @Test
    void shouldCountABlockOfNoBytes() {
        library.allocated(BLOCK, 0);
        assertEquals(1, books.figures().liveBlocks());
        assertEquals(0, books.figures().liveBytes());
        assertTrue(library.freeing(BLOCK));
        assertEquals(0, books.figures().liveBlocks());
    }

    @Test
    void shouldCountARequestThatWasNotMet() {
        assertEquals(0, library.allocated(0, 60));
        assertEquals(0, library.allocatedAligned(0, 60));
        LibrarySnapshot figures = books.figures();
        assertEquals(2, figures.failures());
        assertEquals(0, figures.allocations());
    }

    @Test
    void shouldNotCallItAFailureWhereNothingWasAskedFor() {
        assertEquals(0, library.allocated(0, 0));
        assertEquals(0, books.figures().failures());
    }

    @Test
    void shouldPassFreeOfNullOnAndCountNothing() {
        assertTrue(library.freeing(0));
        LibrarySnapshot figures = books.figures();
        assertEquals(0, figures.frees());
        assertEquals(0, figures.foreignFrees());
        assertEquals(List.of(), books.damage());
    }

    @Test
    void shouldCountAForeignFreeAndPassItOn() {
        assertTrue(library.freeing(BLOCK));
        LibrarySnapshot figures = books.figures();
        assertEquals(1, figures.foreignFrees());
        assertEquals(0, figures.foreignFreedBytes(), "without a header nobody knows");
        assertEquals(0, figures.frees());
        assertEquals(List.of(), books.damage());
    }

    @Test
    void shouldReadTheSizeOfAForeignBlockFromItsHeader() {
        Books headed = Books.with(LedgerOptions.DEFAULT, HeaderFormat.SIZE_8);
        try (HeaderPage page = new HeaderPage()) {
            assertTrue(headed.library.freeing(page.block(64, 60)));
            assertTrue(headed.library.freeing(page.block(256, 100)));
            long nonsense = page.block(512, 0);
            HeaderPage.overwriteHeader(nonsense, -1);
            assertTrue(headed.library.freeing(nonsense));
        }
        assertEquals(3, headed.figures().foreignFrees());
        assertEquals(160, headed.figures().foreignFreedBytes());
    }

    @Test
    void shouldCountTheFreeOnAnotherThread() throws InterruptedException {
        library.allocated(BLOCK, 60);
        library.allocated(BLOCK + 64, 10);
        Thread.ofPlatform().start(() -> library.freeing(BLOCK)).join();
        Thread.ofVirtual().start(() -> library.freeing(BLOCK + 64)).join();
        LibrarySnapshot figures = books.figures();
        assertEquals(0, figures.liveBlocks());
        assertEquals(2, figures.frees());
        assertEquals(0, figures.foreignFrees());
    }

    @Test
    void shouldCountOnWhenAThreadIsGivenMoreRoomForItsBlocks() {
        for (int round = 1; round <= 5; round++) {
            for (int i = 0; i < 3000; i++) {
                books.library.allocated(BLOCK + 16L * i, 10);
            }
            assertEquals(3000, books.figures().liveBlocks());
            assertEquals(30_000, books.figures().liveBytes());
            for (int i = 0; i < 3000; i++) {
                assertTrue(books.library.freeing(BLOCK + 16L * i));
            }
            assertEquals(3000L * round, books.figures().frees());
        }
        assertTrue(books.ledger.thread().young.isWide());
        assertEquals(0, books.figures().lost());
        assertEquals(List.of(), books.damage());
    }

    @Test
    void shouldCountABlockForTheLibraryThatAllocatedIt() {
        LibraryLedger other = books.ledger.library(LibraryFacts.named("other"), Optional.of(HeaderFormat.NONE));
        library.allocated(BLOCK, 60);
        assertTrue(other.freeing(BLOCK));
        assertEquals(1, books.figures().frees());
        LibrarySnapshot figures = books.ledger.snapshot().libraries().get(1);
        assertEquals(0, figures.frees());
        assertEquals(0, figures.foreignFrees());
    }

    /** Somebody freed the first block where we do not see it; the allocator would not hand its address out otherwise. */
    @Test
    void shouldTakeABlockForFreedWhoseAddressComesAgain() {
        library.allocated(BLOCK, 60);
        library.allocated(BLOCK, 80);
        LibrarySnapshot figures = books.figures();
        assertEquals(1, figures.missedFrees());
        assertEquals(2, figures.allocations());
        assertEquals(1, figures.frees());
        assertEquals(1, figures.liveBlocks());
        assertEquals(80, figures.liveBytes());
    }

    @Test
    void shouldCountHeadersOfLiveBlocksApart() {
        Books headed = Books.with(LedgerOptions.DEFAULT, HeaderFormat.SIZE_16);
        headed.library.allocated(BLOCK, 60);
        headed.library.allocated(BLOCK + 128, 60);
        assertEquals(120, headed.figures().liveBytes());
        assertEquals(32, headed.figures().headerBytes());
        assertEquals("size16", headed.figures().headerFormat());
    }

    @Test
    void shouldLearnTheHeaderFromTheFirstBlocks() {
        LibraryLedger learning = books.ledger.library(LibraryFacts.named("learning"), Optional.empty());
        try (HeaderPage page = new HeaderPage()) {
            for (int i = 0; i < 40; i++) {
                int size = 20 + i;
                learning.allocated(page.block(64 + 96 * i, size), size);
                String expected = i < 31 ? "learning" : "size8";
                assertEquals(
                        expected, books.ledger.snapshot().libraries().get(1).headerFormat());
            }
            assertTrue(learning.freeing(page.block(16, 77)));
            assertEquals(77, books.ledger.snapshot().libraries().get(1).foreignFreedBytes());
        }
        assertEquals(40 * 8, books.ledger.snapshot().libraries().get(1).headerBytes());
    }

    @Test
    void shouldTellWhatBecameKnownOfALibraryLater() {
        library.allocated(BLOCK, 60);
        books.ledger.describe(library, new LibraryFacts("lib", "/usr/lib/lib.so", "upcalls"));
        LibrarySnapshot figures = books.figures();
        assertEquals("/usr/lib/lib.so", figures.path());
        assertEquals("upcalls", figures.allocator());
        assertEquals(60, figures.liveBytes());
    }

    @Test
    void shouldCountWhatTheAllocatorThrew() {
        library.threw(new IllegalStateException("no more room"));
        library.threw(new IllegalArgumentException("another"));
        TrackerSnapshot tracker = books.ledger.snapshot().tracker();
        assertEquals(2, tracker.faults());
        assertEquals("java.lang.IllegalStateException: no more room", tracker.firstFault());
    }
}
