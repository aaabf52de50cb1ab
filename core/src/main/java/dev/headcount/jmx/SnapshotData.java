package dev.headcount.jmx;

import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.SiteRanking;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.watch.Findings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All figures of one moment, as JMX shows them.
 *
 * @param takenAt when, as ISO 8601 says it
 * @param uptimeSeconds seconds since counting began
 * @param diagnosedSeconds when the verdicts were worked out, in seconds since counting began
 * @param historyBytes what the history of the figures takes, in bytes of the Java heap
 * @param historyMaxBytes the most that it may take
 * @param historyCoarsened how often a curve of the history lost detail
 * @param historyForgotten how many curves of the history were forgotten
 */
public record SnapshotData(
        String takenAt,
        long uptimeSeconds,
        long diagnosedSeconds,
        long historyBytes,
        long historyMaxBytes,
        long historyCoarsened,
        long historyForgotten,
        List<LibraryData> libraries,
        List<SiteData> sites,
        TrackerData tracker) {

    /** With the sites that are among the {@code n} largest, the largest first, and then those with the worst verdicts. */
    public static SnapshotData of(LedgerSnapshot snapshot, Findings findings, int n) {
        Diagnosis diagnosis = findings.diagnosis();
        return new SnapshotData(
                snapshot.takenAt().toString(),
                snapshot.uptimeSeconds(),
                diagnosis.uptimeSeconds(),
                findings.history().bytes(),
                findings.history().maxBytes(),
                findings.history().coarsened(),
                findings.history().forgotten(),
                snapshot.libraries().stream().map(LibraryData::of).toList(),
                sites(snapshot, diagnosis, n),
                TrackerData.of(snapshot.tracker()));
    }

    private static List<SiteData> sites(LedgerSnapshot snapshot, Diagnosis diagnosis, int n) {
        Map<Integer, SiteVerdict> verdicts = new HashMap<>();
        diagnosis.sites().forEach(verdict -> verdicts.put(verdict.site().site().id(), verdict));
        Map<Integer, SiteSnapshot> now = new HashMap<>();
        snapshot.sites().forEach(site -> now.put(site.site().id(), site));
        Map<Integer, SiteSnapshot> chosen = new LinkedHashMap<>();
        SiteRanking.live(snapshot).top(n).forEach(site -> chosen.put(site.site().id(), site));
        diagnosis.sites().stream().limit(n).map(SiteVerdict::site).forEach(site -> {
            int id = site.site().id();
            chosen.putIfAbsent(id, now.getOrDefault(id, site));
        });
        return chosen.values().stream()
                .map(site -> SiteData.of(
                        site, Optional.ofNullable(verdicts.get(site.site().id()))))
                .toList();
    }
}
