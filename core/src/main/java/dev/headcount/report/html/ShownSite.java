package dev.headcount.report.html;

import dev.headcount.leak.SiteGrowth;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.ledger.SiteSnapshot;
import java.util.Optional;

/**
 * A site in the list.
 *
 * @param suspect the line of code to look at first; null where there is none
 * @param growth since the baseline; empty where there is none, or nothing changed
 */
record ShownSite(
        SiteSnapshot figures, Optional<SiteVerdict> verdict, StackTraceElement suspect, Optional<SiteGrowth> growth) {

    int id() {
        return figures.site().id();
    }
}
