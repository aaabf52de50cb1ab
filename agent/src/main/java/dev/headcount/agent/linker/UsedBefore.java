package dev.headcount.agent.linker;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibrarySnapshot;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Libraries that take an allocator at any time: one that was in use before Headcount came gives itself away when it frees a
 * block of then. That is said once.
 */
final class UsedBefore {

    private final Set<LibraryFacts> watched = ConcurrentHashMap.newKeySet();

    /** The library has got Headcount's own allocator, which sends such blocks to libc. */
    void watch(LibraryFacts library) {
        watched.add(library);
    }

    void look(LedgerSnapshot snapshot, Consumer<String> notes) {
        for (LibrarySnapshot library : snapshot.libraries()) {
            LibraryFacts facts = new LibraryFacts(library.name(), library.path(), library.allocator());
            if (library.foreignFrees() > 0 && watched.remove(facts)) {
                notes.accept(
                        library.name() + " (" + library.path() + ") was in use before Headcount came: it frees blocks"
                                + " that were allocated by then, which are libc's and"
                                + " go there, and are counted as foreign");
            }
        }
    }
}
