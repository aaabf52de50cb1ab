package dev.headcount.examples.overhead;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.headcount.gate.allocator.NativeAllocator;
import dev.headcount.gate.allocator.NativeAllocators;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Headcount's native header allocator for SQLite: every block is counted. */
final class NativeMalloc {

    private final Ledger ledger;
    private final NativeAllocator allocator;

    /** @param paths whether every block has its Java call path, or only the API function */
    NativeMalloc(boolean paths) {
        ledger = Ledger.open(LedgerOptions.DEFAULT.withStacks(paths));
        allocator = NativeAllocators.over(ledger)
                .flatMap(allocators -> allocators.forLibrary("sqlite3"))
                .orElseThrow(() -> new IllegalStateException("this machine lets no native allocator be made"));
    }

    Ledger ledger() {
        return ledger;
    }

    /** The {@code sqlite3_mem_methods} with these functions in the place of SQLite's. */
    MemorySegment in(MemorySegment methods) {
        methods.setAtIndex(ADDRESS, 0, allocator.mallocInt());
        methods.setAtIndex(ADDRESS, 1, allocator.free());
        methods.setAtIndex(ADDRESS, 2, allocator.reallocInt());
        methods.setAtIndex(ADDRESS, 3, allocator.usableSize());
        return methods;
    }

    MethodHandle traced(MethodHandle downcall, String function) {
        return ledger.traced(downcall, function);
    }
}
