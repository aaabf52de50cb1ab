package dev.headcount.report;

import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.SiteGrowth;
import dev.headcount.leak.SiteRanking;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SiteSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A report, or what changed since an earlier one, in the terms of the tools for profiles: call paths with figures.
 *
 * @param takenAt the moment of the figures
 * @param seconds over how long they came about
 * @param sites each with its figures; those of what changed may be negative
 * @param verdicts by the ids of the sites
 * @param files the files of the libraries, by their names; a library without one is absent
 * @param notes plain sentences on what the figures do not show
 */
record Profile(
        Instant takenAt,
        long seconds,
        List<SiteGrowth> sites,
        Map<Integer, Verdict> verdicts,
        Map<String, String> files,
        List<String> notes) {

    /** Every site that ever allocated. */
    static Profile of(Report report) {
        return new Profile(
                report.snapshot().takenAt(),
                report.snapshot().uptimeSeconds(),
                SiteRanking.all(report.snapshot()).sites().stream()
                        .map(Profile::figures)
                        .toList(),
                verdicts(report.findings().diagnosis()),
                files(report.snapshot().libraries()),
                report.notes());
    }

    /** Every site whose figures changed, with the change. */
    static Profile of(GrowthReport growth) {
        return new Profile(
                growth.later().takenAt(),
                Math.max(0, growth.seconds()),
                growth.growth().sites(),
                verdicts(growth.diagnosis()),
                files(growth.later().libraries()),
                growth.notes());
    }

    private static SiteGrowth figures(SiteSnapshot site) {
        return new SiteGrowth(
                site.site(), site.liveBlocks(), site.liveBytes(), site.allocations(), site.allocatedBytes());
    }

    static Map<Integer, Verdict> verdicts(Diagnosis diagnosis) {
        return diagnosis.sites().stream()
                .collect(Collectors.toMap(
                        verdict -> verdict.site().site().id(), SiteVerdict::verdict, (first, _) -> first));
    }

    private static Map<String, String> files(List<LibrarySnapshot> libraries) {
        return libraries.stream()
                .filter(library -> !library.path().isEmpty())
                .collect(Collectors.toMap(LibrarySnapshot::name, LibrarySnapshot::path, (first, _) -> first));
    }
}
