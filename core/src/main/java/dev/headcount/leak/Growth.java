package dev.headcount.leak;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed between two snapshots, of one process or of two. Sites are matched by who they are, not by their ids.
 *
 * @param since when the earlier snapshot was taken
 * @param sites those whose figures differ, the largest growth in live bytes first
 */
public record Growth(Instant since, List<SiteGrowth> sites) {

    private static final Comparator<SiteGrowth> LARGEST_FIRST = Comparator.comparingLong(SiteGrowth::liveBytes)
            .thenComparingLong(SiteGrowth::liveBlocks)
            .thenComparingLong(SiteGrowth::allocations)
            .reversed()
            .thenComparingInt(growth -> growth.site().id());

    private record Identity(String library, String function, String thread, List<StackTraceElement> stack) {
        static Identity of(Site site) {
            return new Identity(site.library(), site.function(), site.thread(), site.stack());
        }
    }

    public Growth {
        sites = List.copyOf(sites);
    }

    /** From {@code earlier} to {@code later}. */
    public static Growth between(LedgerSnapshot earlier, LedgerSnapshot later) {
        Map<Identity, SiteGrowth> growth = new HashMap<>();
        for (SiteSnapshot site : earlier.sites()) {
            growth.merge(Identity.of(site.site()), of(site, -1), Growth::sum);
        }
        for (SiteSnapshot site : later.sites()) {
            growth.merge(Identity.of(site.site()), of(site, 1), Growth::sum);
        }
        List<SiteGrowth> changed = new ArrayList<>(growth.values());
        changed.removeIf(site -> site.liveBlocks() == 0 && site.liveBytes() == 0 && site.allocations() == 0);
        changed.sort(LARGEST_FIRST);
        return new Growth(earlier.takenAt(), changed);
    }

    private static SiteGrowth of(SiteSnapshot site, int sign) {
        return new SiteGrowth(
                site.site(),
                sign * site.liveBlocks(),
                sign * site.liveBytes(),
                sign * site.allocations(),
                sign * site.allocatedBytes());
    }

    private static SiteGrowth sum(SiteGrowth one, SiteGrowth other) {
        return new SiteGrowth(
                other.site(),
                one.liveBlocks() + other.liveBlocks(),
                one.liveBytes() + other.liveBytes(),
                one.allocations() + other.allocations(),
                one.allocatedBytes() + other.allocatedBytes());
    }
}
