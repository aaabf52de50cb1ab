package dev.headcount.report.html;

import dev.headcount.leak.Growth;
import dev.headcount.leak.SiteGrowth;
import dev.headcount.leak.SiteRanking;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the page shows of a report: the sites with the worst verdicts, those that hold the most, and those that grew the most
 * since the baseline. Worked out once, written as often as it is asked for.
 *
 * @param sites the accused first, the worst of them before; then the others by what they hold now
 * @param growth since the baseline; empty without one
 */
public record PageView(Report report, List<ShownSite> sites, Optional<Growth> growth) {

    private static final int WORST = 40;
    private static final int LARGEST = 20;
    private static final int GROWN = 20;

    /** Chooses the sites. */
    public static PageView of(Report report) {
        Optional<Growth> growth =
                report.findings().baseline().map(baseline -> Growth.between(baseline, report.snapshot()));
        Map<Integer, SiteSnapshot> figures = report.snapshot().sites().stream()
                .collect(Collectors.toMap(site -> site.site().id(), Function.identity(), (_, later) -> later));
        Map<Integer, SiteVerdict> verdicts = report.findings().diagnosis().byId();
        Map<Integer, SiteGrowth> grown = growth.map(Growth::sites).orElse(List.of()).stream()
                .collect(Collectors.toMap(site -> site.site().id(), Function.identity(), (earlier, _) -> earlier));
        List<ShownSite> sites = new ArrayList<>();
        for (int id : chosen(report, growth)) {
            SiteSnapshot site = figures.get(id);
            if (site != null) {
                Optional<SiteVerdict> verdict = Optional.ofNullable(verdicts.get(id));
                sites.add(new ShownSite(site, verdict, Optional.ofNullable(grown.get(id))));
            }
        }
        sites.sort(ShownSite.ACCUSED_THEN_LARGEST_FIRST); // which leaves the accused as the diagnosis has them
        return new PageView(report, List.copyOf(sites), growth);
    }

    private static Set<Integer> chosen(Report report, Optional<Growth> growth) {
        Set<Integer> chosen = new LinkedHashSet<>();
        report.findings().diagnosis().sites().stream()
                .limit(WORST)
                .forEach(verdict -> chosen.add(verdict.site().site().id()));
        SiteRanking.live(report.snapshot())
                .top(LARGEST)
                .forEach(site -> chosen.add(site.site().id()));
        growth.map(Growth::sites).orElse(List.of()).stream()
                .limit(GROWN)
                .forEach(site -> chosen.add(site.site().id()));
        return chosen;
    }
}
