package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.Installer;
import dev.headcount.agent.linker.LoadedLibrary.Installing;
import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.Role;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibraryLedger;
import java.lang.invoke.SwitchPoint;
import java.util.Optional;

/**
 * One call of an installer, from before the library is called until after it.
 *
 * <p>All functions are tracked or none: half an allocator would free what it never saw allocated. So NULL in the place of a
 * function, by which some libraries choose their default, leaves the whole call alone.
 */
final class Installation {

    private final Installations installations;
    private final Installer installer;
    private final HookedLibrary library;
    private final SwitchPoint current = new SwitchPoint();
    private LibraryLedger ledger;
    private Optional<BorrowedBlocks> borrowed = Optional.empty();
    private String allocator = "";
    private boolean abandoned;

    Installation(Installations installations, Installing installing) {
        this.installations = installations;
        this.installer = installing.installer();
        this.library = installing.library();
    }

    /** The tracked function for the one at {@code pointer}. */
    long swap(long pointer, FunctionShape shape) {
        if (pointer == 0) {
            throw new IllegalArgumentException("it was given NULL as " + shape.role());
        }
        if (ledger == null) {
            ledger = installations.ledgerOf(library);
            borrowed = installations.borrowed(library, pointer);
            borrowed.ifPresent(_ -> ledger.standBesideNatives());
            installations.describe(library, new LibraryFacts(library.name(), library.path(), "not installed"));
        }
        if (shape.role() == Role.MALLOC) {
            allocator = installations.functions().describe(pointer);
        }
        return installations.track(pointer, shape, ledger, current, borrowed);
    }

    /** The call installs no allocator. */
    void notMeant() {
        abandoned = true;
    }

    /** The call goes to the library as the application made it. */
    void abandon(String why) {
        abandoned = true;
        installations.note(installer.symbol() + " of " + library.path() + " is not tracked: " + why);
    }

    /** After the library answered; nothing is success, too. */
    void answered(Object answer) {
        if (abandoned) {
            return;
        }
        if (!installer.accepts(answer)) {
            installations.note(installer.symbol() + " of " + library.path() + " answered " + answer
                    + ", so its allocator was not installed and its blocks are not tracked");
            return;
        }
        installations.describe(library, new LibraryFacts(library.name(), library.path(), library.describe(allocator)));
        installations.supersede(library, current);
    }
}
