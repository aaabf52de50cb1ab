package dev.headcount.ledger;

import java.time.Instant;
import java.util.List;

/**
 * The figures of a ledger at one moment.
 *
 * @param takenAt when
 * @param uptimeSeconds seconds since the ledger began
 * @param libraries in the order in which they were met
 * @param sites every site that ever allocated, in no order
 * @param damage the first of each kind and library, oldest first
 */
public record LedgerSnapshot(
        Instant takenAt,
        long uptimeSeconds,
        List<LibrarySnapshot> libraries,
        List<SiteSnapshot> sites,
        List<Damage> damage,
        TrackerSnapshot tracker) {

    /** The figures of a ledger that was never opened. */
    public static LedgerSnapshot empty() {
        TrackerSnapshot nothing = new TrackerSnapshot(0, 0, 0, 0, 0, 0, null, true, 0, 0);
        return new LedgerSnapshot(Instant.now(), 0, List.of(), List.of(), List.of(), nothing);
    }
}
