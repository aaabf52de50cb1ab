package dev.headcount.agent.linker;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibrarySnapshot;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Libraries that take an allocator at any time, and free blocks that are not from it. Either such a library was in use before
 * Headcount came, or a function of libc's allocated them, as realpath(3) does for libuv: the two look alike. That is said once.
 */
final class ForeignFrees {

    private final Set<LibraryFacts> watched = ConcurrentHashMap.newKeySet();

    /** The library has got Headcount's own allocator, which sends such blocks to free(3). */
    void watch(LibraryFacts library) {
        watched.add(library);
    }

    void look(LedgerSnapshot snapshot, Consumer<String> remarks) {
        for (LibrarySnapshot library : snapshot.libraries()) {
            LibraryFacts facts = new LibraryFacts(library.name(), library.path(), library.allocator());
            if (library.foreignFrees() > 0 && watched.remove(facts)) {
                remarks.accept(remark(library));
            }
        }
    }

    private static String remark(LibrarySnapshot library) {
        return library.name() + " (" + library.path()
                + ") frees memory that is not from Headcount's allocator: it was in use before Headcount came, or a"
                + " function of libc allocated that memory, as realpath(3) does; it goes to free(3), and is counted as"
                + " foreign";
    }
}
