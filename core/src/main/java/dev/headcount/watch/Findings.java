package dev.headcount.watch;

import dev.headcount.history.CurvelessHistory;
import dev.headcount.history.HistoryView;
import dev.headcount.leak.Diagnosis;
import dev.headcount.ledger.LedgerSnapshot;
import java.util.Optional;

/**
 * What a watch has found so far.
 *
 * @param baseline the snapshot to compare with; empty where none was taken
 */
public record Findings(Diagnosis diagnosis, HistoryView history, Optional<LedgerSnapshot> baseline) {

    /** Nobody watched. */
    public static final Findings NONE = new Findings(Diagnosis.NONE, CurvelessHistory.EMPTY, Optional.empty());

    /** Whether the steady state has begun, see {@link Diagnosis#isSettled}. */
    public boolean isSettled() {
        return diagnosis.isSettled();
    }
}
