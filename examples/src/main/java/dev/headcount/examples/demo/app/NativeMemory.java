package dev.headcount.examples.demo.app;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.headcount.gate.allocator.Backend;
import dev.headcount.gate.allocator.NativeAllocator;
import dev.headcount.gate.allocator.NativeAllocators;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import dev.headcount.ledger.LibraryFacts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Headcount as a library: SQLite allocates with its native header allocator, and no agent is needed. */
final class NativeMemory {

    private static final Ledger LEDGER = Ledger.open(LedgerOptions.DEFAULT);

    private NativeMemory() {}

    /** Makes SQLite allocate there. Only before SQLite is used for the first time. */
    static void install() {
        LibraryFacts sqlite = new LibraryFacts("sqlite3", Sqlite.LIBRARY, "Headcount's, over the C library");
        NativeAllocator allocator = NativeAllocators.over(LEDGER)
                .flatMap(allocators -> allocators.forLibrary(sqlite, Backend.libc()))
                .orElseThrow(() -> new IllegalStateException("this machine lets no native allocator be made"));
        try (Arena arena = Arena.ofConfined()) {
            // struct sqlite3_mem_methods: xMalloc xFree xRealloc xSize, and four that stay as SQLite has them.
            MemorySegment methods = arena.allocate(ADDRESS, 8);
            int status = Sqlite.sqlite3_config(Sqlite.SQLITE_CONFIG_GETMALLOC, methods);
            methods.setAtIndex(ADDRESS, 0, allocator.mallocInt());
            methods.setAtIndex(ADDRESS, 1, allocator.free());
            methods.setAtIndex(ADDRESS, 2, allocator.reallocInt());
            methods.setAtIndex(ADDRESS, 3, allocator.usableSize());
            status |= Sqlite.sqlite3_config(Sqlite.SQLITE_CONFIG_MALLOC, methods);
            if (status != Sqlite.SQLITE_OK) {
                throw new IllegalStateException("sqlite3_config refused the allocator, status=" + status);
            }
        }
    }

    /** The same function; what it allocates is charged to it and to the Java calls that led there. */
    static MethodHandle traced(MethodHandle function, String name) {
        return LEDGER.traced(function, name);
    }

    static Ledger ledger() {
        return LEDGER;
    }
}
