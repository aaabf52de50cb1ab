package dev.headcount.gate;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibraryLedger;
import dev.headcount.ledger.LibrarySnapshot;
import java.util.Optional;

/** A ledger of one test and the one library in it. */
record TrackedLibrary(Ledger ledger, LibraryLedger library) {

    static TrackedLibrary withoutHeaders() {
        return with(Optional.of(HeaderFormat.NONE));
    }

    static TrackedLibrary with(Optional<HeaderFormat> format) {
        Ledger ledger = Ledger.open(LedgerOptions.DEFAULT);
        return new TrackedLibrary(ledger, ledger.library(LibraryFacts.named("lib"), format));
    }

    LedgerSnapshot snapshot() {
        return ledger.snapshot();
    }

    LibrarySnapshot figures() {
        return snapshot().libraries().getFirst();
    }
}
