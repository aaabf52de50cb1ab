package dev.headcount.agent.apps;

import dev.headcount.gate.allocator.NativeAllocator;
import dev.headcount.gate.allocator.NativeAllocators;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;

/** As {@link LibraryAtExit}, on the native allocator of the core, which the application has as a library. */
public final class NativeAllocatorAtExit {

    private NativeAllocatorAtExit() {}

    public static void main(String[] arguments) throws Throwable {
        Ledger ledger = Ledger.open(LedgerOptions.DEFAULT);
        NativeAllocator allocator = NativeAllocators.over(ledger)
                .orElseThrow()
                .forLibrary(arguments[0])
                .orElseThrow();
        LibraryAtExit.use(
                arguments,
                arguments[0].equals("sqlite3") ? NativePointers.ints(allocator) : NativePointers.of(allocator));
        if (ledger.snapshot().libraries().getFirst().allocations() == 0) {
            throw new IllegalStateException("the library does not use it");
        }
        LibraryAtExit.end(arguments);
    }
}
