package dev.headcount.report;

import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.Growth;
import dev.headcount.ledger.LedgerSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * What changed between two moments, of one process or of two, to be reported.
 *
 * @param diagnosis the verdicts at the later moment; those of a process that nobody watched are {@link Diagnosis#NONE}
 * @param notes plain sentences on what the figures do not show
 */
public record GrowthReport(
        Growth growth, LedgerSnapshot earlier, LedgerSnapshot later, Diagnosis diagnosis, List<String> notes) {

    public GrowthReport {
        notes = List.copyOf(notes);
    }

    /** What changed since the baseline; empty where none was taken. */
    public static Optional<GrowthReport> sinceBaseline(Report report) {
        return report.findings()
                .baseline()
                .map(baseline -> new GrowthReport(
                        Growth.between(baseline, report.snapshot()),
                        baseline,
                        report.snapshot(),
                        report.findings().diagnosis(),
                        report.notes()));
    }

    /** What changed from one snapshot to another; nothing more is known of either. */
    public static GrowthReport between(LedgerSnapshot earlier, LedgerSnapshot later) {
        return new GrowthReport(Growth.between(earlier, later), earlier, later, Diagnosis.NONE, List.of());
    }

    /** How long it was from one to the other, in seconds; negative where the later one was taken first. */
    public long seconds() {
        return later.takenAt().getEpochSecond() - earlier.takenAt().getEpochSecond();
    }
}
