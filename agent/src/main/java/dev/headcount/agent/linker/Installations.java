package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.Installer;
import dev.headcount.gate.FunctionShape;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibraryLedger;
import java.lang.invoke.SwitchPoint;
import java.util.HashMap;
import java.util.Map;

/** The allocators that libraries were given so far: the newest of each library counts, the others only pass on. */
final class Installations {

    private final Books books;
    private final TrackedAllocator functions;
    private final Map<LoadedLibrary, LibraryLedger> ledgers = new HashMap<>();
    private final Map<LoadedLibrary, SwitchPoint> current = new HashMap<>();

    private final SwitchPoint nothingTracked = new SwitchPoint();
    private boolean noted;

    Installations(Books books, TrackedAllocator functions) {
        this.books = books;
        this.functions = functions;
    }

    Installation begin(Installer installer, LoadedLibrary library) {
        return new Installation(this, installer, library);
    }

    TrackedAllocator functions() {
        return functions;
    }

    /** As {@link TrackedAllocator#track}. */
    synchronized long track(long pointer, FunctionShape shape, LibraryLedger ledger, SwitchPoint current) {
        long tracked = functions.track(pointer, shape, ledger, current);
        if (!functions.hasGates() && !noted) {
            noted = true;
            books.ledger().refuseGates();
            note("no gates: this processor is not known, or the system lets no memory be executed; so libraries call"
                    + " Java directly, and one that still does at the end of the process may abort it");
        }
        return tracked;
    }

    /** Valid until the first allocator is tracked. */
    SwitchPoint nothingTracked() {
        return nothingTracked;
    }

    synchronized LibraryLedger ledgerOf(LoadedLibrary library, String name) {
        return ledgers.computeIfAbsent(
                library, _ -> books.ledger().library(new LibraryFacts(name, library.path(), ""), books.header()));
    }

    synchronized void describe(LoadedLibrary library, LibraryFacts facts) {
        books.ledger().describe(ledgers.get(library), facts);
    }

    synchronized void supersede(LoadedLibrary library, SwitchPoint newest) {
        library.startTracking();
        if (current.isEmpty()) {
            SwitchPoint.invalidateAll(new SwitchPoint[] {nothingTracked});
        }
        SwitchPoint older = current.put(library, newest);
        if (older != null) {
            SwitchPoint.invalidateAll(new SwitchPoint[] {older});
            ledgers.get(library).allocatorReplaced();
        }
    }

    void note(String note) {
        books.note(note);
    }
}
