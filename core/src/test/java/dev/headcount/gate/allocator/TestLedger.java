package dev.headcount.gate.allocator;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.headcount.ledger.CommonState;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.NativeLedger;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.CallContext;
import java.util.List;

/** A ledger that native code of this process counts in, with a library for each allocator. */
record TestLedger(Ledger ledger, NativeAllocators allocators) {

    static TestLedger open() {
        return open(LedgerOptions.DEFAULT);
    }

    static TestLedger open(LedgerOptions options) {
        Ledger ledger = Ledger.open(options);
        return new TestLedger(
                ledger,
                NativeAllocators.over(ledger)
                        .orElseGet(() -> abort("no encoder for a processor like this machine's, or no code allowed")));
    }

    /** One whose threads find no page for themselves: all count on the common one. */
    static TestLedger withCommonPageOnly() {
        TestLedger opened = open();
        NativeLedger natives = opened.natives();
        natives.set(CommonState.MAX_PAGES, natives.get(CommonState.PAGES));
        return opened;
    }

    NativeLedger natives() {
        return ledger.natives().orElseThrow();
    }

    NativeAllocator allocator(Backend backend) {
        return allocators
                .forLibrary(LibraryFacts.named("lib"), backend)
                .orElseThrow(() -> new AssertionError("no code allowed any more"));
    }

    /** What a Java thread does within a downcall of the API function. */
    void within(String function, Runnable downcall) {
        int id = ledger.function(function); // which may wait: a virtual thread can be on another carrier then
        CallContext context = ledger.context();
        context.enter(id);
        try {
            downcall.run();
        } finally {
            context.exit();
        }
    }

    /** The sites where anything was ever allocated. */
    List<SiteSnapshot> sites() {
        return ledger.snapshot().sites();
    }

    /** How often native code entered Java. */
    long upcalls() {
        return ledger.snapshot().tracker().gateUpcalls();
    }

    LibrarySnapshot figures(NativeAllocator allocator) {
        return ledger.snapshot().libraries().get(allocator.ledger().index());
    }
}
