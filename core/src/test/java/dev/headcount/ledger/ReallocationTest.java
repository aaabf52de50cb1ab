package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.site.Site;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** realloc, case by case. */
class ReallocationTest {

    private static final long OLD = 0x7f00_0000_1000L;
    private static final long MOVED = 0x7f00_0000_2000L;
    private static final long OTHER = 0x7f10_0000_0000L;
    private static final long FOREIGN = 0x7f20_0000_0000L;

    private final Books books = Books.with(LedgerOptions.DEFAULT.withStacks(false));

    /** What the old pointer is. */
    enum Old {
        NULL(0),
        KNOWN(OLD),
        FOREIGN(OLD);

        private final long pointer;

        Old(long pointer) {
            this.pointer = pointer;
        }
    }

    /** What the allocator answers. */
    enum Answer {
        NULL(0),
        SAME(OLD),
        MOVED(ReallocationTest.MOVED);

        private final long pointer;

        Answer(long pointer) {
            this.pointer = pointer;
        }
    }

    private static long reallocate(LibraryLedger library, long old, long answer, long size) {
        assertTrue(library.reallocating(old));
        return library.reallocated(answer, old, size);
    }

    /** A known block has 60 bytes; its own allocation is counted here too. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
        old,     answer, size, allocations, frees, reallocations, failures, foreign frees, live blocks, live bytes
        NULL,    MOVED,  80,   1,           0,     0,             0,        0,             1,           80
        NULL,    MOVED,  0,    1,           0,     0,             0,        0,             1,           0
        NULL,    NULL,   80,   0,           0,     0,             1,        0,             0,           0
        NULL,    NULL,   0,    0,           0,     0,             0,        0,             0,           0
        KNOWN,   MOVED,  80,   1,           0,     1,             0,        0,             1,           80
        KNOWN,   SAME,   80,   1,           0,     1,             0,        0,             1,           80
        KNOWN,   SAME,   20,   1,           0,     1,             0,        0,             1,           20
        KNOWN,   MOVED,  0,    1,           0,     1,             0,        0,             1,           0
        KNOWN,   NULL,   0,    1,           1,     0,             0,        0,             0,           0
        KNOWN,   NULL,   80,   1,           0,     0,             1,        0,             1,           60
        FOREIGN, MOVED,  80,   1,           0,     0,             0,        1,             1,           80
        FOREIGN, SAME,   80,   1,           0,     0,             0,        1,             1,           80
        FOREIGN, MOVED,  0,    1,           0,     0,             0,        1,             1,           0
        FOREIGN, NULL,   0,    0,           0,     0,             0,        1,             0,           0
        FOREIGN, NULL,   80,   0,           0,     0,             1,        0,             0,           0
        """)
    void shouldCount(
            Old old,
            Answer answer,
            long size,
            long allocations,
            long frees,
            long reallocations,
            long failures,
            long foreignFrees,
            long liveBlocks,
            long liveBytes) {
        if (old == Old.KNOWN) {
            books.library.allocated(OLD, 60);
        }
        assertEquals(answer.pointer, reallocate(books.library, old.pointer, answer.pointer, size));
        LibrarySnapshot figures = books.figures();
        assertEquals(allocations, figures.allocations());
        assertEquals(frees, figures.frees());
        assertEquals(reallocations, figures.reallocations());
        assertEquals(failures, figures.failures());
        assertEquals(foreignFrees, figures.foreignFrees());
        assertEquals(liveBlocks, figures.liveBlocks());
        assertEquals(liveBytes, figures.liveBytes());
        long now = answer.pointer != 0 || size == 0 ? answer.pointer : OLD;
        assertEquals(liveBlocks, liveBlocksAt(now), "blocks there");
        assertEquals(0, books.damage().size());
    }

    private long liveBlocksAt(long address) {
        long before = books.figures().liveBlocks();
        books.library.freeing(address);
        return before - books.figures().liveBlocks();
    }

    @Test
    void shouldKeepSiteAndBirthOfABlockThatCouldNotGrow() {
        books.ledger.context().enter(books.ledger.function("lib_open"));
        books.library.allocated(OLD, 60);
        books.ledger.context().exit();
        Site born = books.siteOfLive(60);
        books.clock.set(10);
        books.ledger.context().enter(books.ledger.function("lib_grow"));
        reallocate(books.library, OLD, 0, 80);
        assertEquals(born, books.siteOfLive(60));
        assertEquals(10, books.ledger.ages().oldestSeconds().get(born.id()));
    }

    @Test
    void shouldGiveAReallocatedBlockItsNewSiteAndBirth() {
        books.ledger.context().enter(books.ledger.function("lib_open"));
        books.library.allocated(OLD, 60);
        books.ledger.context().exit();
        books.clock.set(10);
        books.ledger.context().enter(books.ledger.function("lib_grow"));
        reallocate(books.library, OLD, MOVED, 80);
        Site grown = books.siteOfLive(80);
        assertEquals("lib_grow", grown.function());
        assertEquals(0, books.ledger.ages().oldestSeconds().get(grown.id()));
        assertEquals(1, books.ledger.ages().oldestSeconds().size(), "nothing lives at the old site");
    }

    @Test
    void shouldKnowABlockByItsNewAddressOnly() {
        books.library.allocated(OLD, 60);
        reallocate(books.library, OLD, MOVED, 80);
        assertFalse(books.library.freeing(OLD), "a double free");
        assertTrue(books.library.freeing(MOVED));
        assertEquals(0, books.figures().liveBlocks());
        assertEquals(0, books.figures().foreignFrees());
    }

    @Test
    void shouldNotMistakeTheNextBlockAtTheOldAddress() throws InterruptedException {
        books.library.allocated(OLD, 60);
        assertTrue(books.library.reallocating(OLD));
        Thread.ofPlatform().start(() -> books.library.allocated(OLD, 10)).join(); // realloc has freed it inside
        books.library.reallocated(MOVED, OLD, 80);
        assertEquals(2, books.figures().liveBlocks());
        assertEquals(90, books.figures().liveBytes());
        assertTrue(books.library.freeing(OLD));
        assertTrue(books.library.freeing(MOVED));
        assertEquals(0, books.figures().liveBlocks());
        assertEquals(0, books.damage().size());
    }

    @Test
    void shouldCountABlockThatChangesHandsAsAFreeAndAnAllocation() {
        LibraryLedger other = books.ledger.library(LibraryFacts.named("other"), Optional.of(HeaderFormat.NONE));
        books.library.allocated(OLD, 60);
        reallocate(other, OLD, MOVED, 80);
        LibrarySnapshot giver = books.figures();
        assertEquals(1, giver.frees());
        assertEquals(0, giver.reallocations());
        assertEquals(0, giver.liveBlocks());
        LibrarySnapshot taker = books.ledger.snapshot().libraries().get(1);
        assertEquals(1, taker.allocations());
        assertEquals(0, taker.reallocations());
        assertEquals(80, taker.liveBytes());
    }

    /** As where a realloc made of Java code calls a library that reallocates on its part. */
    @Test
    void shouldKeepApartWhatOneThreadReallocatesAtATime() {
        LibraryLedger other = books.ledger.library(LibraryFacts.named("other"), Optional.of(HeaderFormat.NONE));
        books.library.allocated(OLD, 60);
        other.allocated(OTHER, 2000);

        assertTrue(books.library.reallocating(OLD));
        reallocate(other, OTHER, OTHER + 0x10000, 4000);
        reallocate(other, FOREIGN, 0, 10);
        books.library.reallocated(MOVED, OLD, 80);

        assertEquals(1, books.figures().liveBlocks());
        assertEquals(80, books.figures().liveBytes());
        assertEquals(1, books.figures().reallocations());
        LibrarySnapshot others = books.ledger.snapshot().libraries().get(1);
        assertEquals(1, others.liveBlocks());
        assertEquals(4000, others.liveBytes());
        assertEquals(1, others.reallocations());
        assertEquals(1, others.failures());
    }

    @Test
    void shouldForgetWhatWasBegunAndNeverEnded() {
        for (int i = 1; i <= 100; i++) {
            assertTrue(books.library.reallocating(OLD + i * 0x1000L)); // and the delegate throws past us
        }
        books.library.allocated(OLD, 60);
        reallocate(books.library, OLD, MOVED, 80);
        assertEquals(80, books.figures().liveBytes());
        assertEquals(1, books.figures().liveBlocks());
        assertEquals(0, books.figures().foreignFrees());
    }

    @Test
    void shouldCountWhatTheHeaderOfAForeignBlockSays() {
        Books headed = Books.with(LedgerOptions.DEFAULT, HeaderFormat.SIZE_8);
        try (HeaderPage page = new HeaderPage()) {
            long foreign = page.block(64, 60);
            long moved = page.block(256, 80);
            reallocate(headed.library, foreign, moved, 80);
            assertEquals(60, headed.figures().foreignFreedBytes());
            assertEquals(80, headed.figures().liveBytes());
        }
    }
}
