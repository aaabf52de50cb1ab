package dev.headcount.report.html;

import dev.headcount.leak.SiteGrowth;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.ledger.SiteSnapshot;
import java.util.Comparator;
import java.util.Optional;

/**
 * A site in the list.
 *
 * @param growth since the baseline; empty where there is none, or nothing changed
 */
record ShownSite(SiteSnapshot figures, Optional<SiteVerdict> verdict, Optional<SiteGrowth> growth) {

    static final Comparator<ShownSite> ACCUSED_THEN_LARGEST_FIRST = Comparator.comparing(ShownSite::isAccused)
            .thenComparingLong(site -> site.isAccused() ? 0 : site.figures.liveBytes())
            .reversed();

    private boolean isAccused() {
        return verdict.isPresent()
                && verdict.get().verdict().isAccusation()
                && !verdict.get().expected();
    }

    int id() {
        return figures.site().id();
    }

    /** The line of code to name: the suspect, or who called where there is nothing to suspect; empty without a call path. */
    Optional<StackTraceElement> line() {
        return verdict.flatMap(SiteVerdict::suspect).or(figures.site()::caller);
    }
}
