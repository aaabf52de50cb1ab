package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.site.Site;
import java.util.List;
import java.util.Optional;

/**
 * A ledger of one test, whose clock stands still, and one library in it. Its blocks need not exist: without a header nobody
 * looks at them.
 */
final class Books {

    static final HeaderFormat NO_HEADER = HeaderFormat.NONE;

    final LedgerClock clock = new LedgerClock();
    final Ledger ledger;
    final LibraryLedger library;

    private Books(LedgerOptions options, HeaderFormat format) {
        ledger = new Ledger(options, clock);
        library = ledger.library(LibraryFacts.named("lib"), Optional.of(format));
    }

    static Books opened() {
        return with(LedgerOptions.DEFAULT);
    }

    static Books with(LedgerOptions options) {
        return new Books(options, NO_HEADER);
    }

    static Books with(LedgerOptions options, HeaderFormat format) {
        return new Books(options, format);
    }

    LibrarySnapshot figures() {
        LibrarySnapshot figures = ledger.snapshot().libraries().getFirst();
        assertEquals(figures.liveBlocks(), figures.allocations() - figures.frees() - figures.lost());
        assertEquals(figures.liveBytes(), figures.allocatedBytes() - figures.freedBytes());
        return figures;
    }

    List<Damage> damage() {
        return ledger.snapshot().damage();
    }

    /** The site that holds the live blocks of this size. */
    Site siteOfLive(long bytes) {
        return ledger.snapshot().sites().stream()
                .filter(site -> site.liveBytes() == bytes)
                .findFirst()
                .orElseThrow()
                .site();
    }
}
