package dev.headcount.report.html;

import dev.headcount.leak.SiteGrowth;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.ledger.SiteSnapshot;
import java.util.Optional;

/**
 * A site in the list.
 *
 * @param growth since the baseline; empty where there is none, or nothing changed
 */
record ShownSite(SiteSnapshot figures, Optional<SiteVerdict> verdict, Optional<SiteGrowth> growth) {

    int id() {
        return figures.site().id();
    }

    /** The line of code to name: the suspect, or who called where there is nothing to suspect; empty without a call path. */
    Optional<StackTraceElement> line() {
        return verdict.flatMap(SiteVerdict::suspect).or(figures.site()::caller);
    }
}
