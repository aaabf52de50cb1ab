package dev.headcount.agent.linker;

import dev.headcount.agent.linker.LoadedLibrary.Installing;
import dev.headcount.gate.FunctionShape;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibraryLedger;
import java.lang.invoke.SwitchPoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The allocators that libraries were given so far: the newest of each library counts, the others pass on. */
final class Installations {

    private final Books books;
    private final TrackedAllocator functions;
    private final Claims claims;
    private final Map<HookedLibrary, LibraryLedger> ledgers = new HashMap<>();
    private final Map<Long, BorrowedBlocks> borrowed = new HashMap<>();
    private final Map<HookedLibrary, SwitchPoint> current = new HashMap<>();

    Installations(Books books, TrackedAllocator functions, Claims claims) {
        this.books = books;
        this.claims = claims;
        this.functions = functions;
    }

    Installation begin(Installing installing) {
        return new Installation(this, installing);
    }

    TrackedAllocator functions() {
        return functions;
    }

    /** As {@link TrackedAllocator#track}. */
    synchronized long track(
            long pointer,
            FunctionShape shape,
            LibraryLedger ledger,
            SwitchPoint current,
            Optional<BorrowedBlocks> borrowed) {
        long tracked = functions.track(pointer, shape, ledger, current, borrowed);
        if (!functions.hasGates()) {
            books.noteThatThereAreNoGates();
        }
        return tracked;
    }

    /**
     * Where the library, or one that is to get the same allocator, has Headcount's own allocator.
     *
     * @param pointer the first function of the application's: one that is installed again has handed out blocks before
     */
    synchronized Optional<BorrowedBlocks> borrowed(HookedLibrary library, long pointer) {
        return library.own()
                .or(() -> claims.ownOfAny(library.claims()))
                .map(own -> borrowed.computeIfAbsent(
                        functions.original(pointer), _ -> new BorrowedBlocks(books.ledger(), own)));
    }

    synchronized LibraryLedger ledgerOf(HookedLibrary library) {
        return ledgers.computeIfAbsent(
                library,
                _ -> books.ledger().library(new LibraryFacts(library.name(), library.path(), ""), books.header()));
    }

    synchronized void describe(HookedLibrary library, LibraryFacts facts) {
        books.ledger().describe(ledgers.get(library), facts);
    }

    synchronized void supersede(HookedLibrary library, SwitchPoint newest) {
        library.startTracking();
        library.keepApplications();
        claims.claim(library.claims());
        library.own().ifPresent(own -> books.ledger().setAside(own.ledger()));
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
