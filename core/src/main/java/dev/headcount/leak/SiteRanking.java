package dev.headcount.leak;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import java.util.Comparator;
import java.util.List;

/** Sites in order of what they hold: by live bytes, then by live blocks, the largest first, then by id. */
public record SiteRanking(List<SiteSnapshot> sites) {

    private static final Comparator<SiteSnapshot> LARGEST_FIRST = Comparator.comparingLong(SiteSnapshot::liveBytes)
            .thenComparingLong(SiteSnapshot::liveBlocks)
            .reversed()
            .thenComparingInt(site -> site.site().id());

    /** Several sites as one. */
    public record Sum(int sites, long liveBlocks, long liveBytes) {}

    public SiteRanking {
        sites = sites.stream().sorted(LARGEST_FIRST).toList();
    }

    /** The sites that hold blocks now. */
    public static SiteRanking live(LedgerSnapshot snapshot) {
        return new SiteRanking(
                snapshot.sites().stream().filter(site -> site.liveBlocks() > 0).toList());
    }

    /** Every site that ever allocated. */
    public static SiteRanking all(LedgerSnapshot snapshot) {
        return new SiteRanking(snapshot.sites());
    }

    /** The {@code n} largest, or all where there are fewer. */
    public List<SiteSnapshot> top(int n) {
        return sites.subList(0, Math.min(n, sites.size()));
    }

    /** Those that {@link #top top(n)} leaves out. */
    public Sum remainder(int n) {
        List<SiteSnapshot> rest = sites.subList(Math.min(n, sites.size()), sites.size());
        return new Sum(
                rest.size(),
                rest.stream().mapToLong(SiteSnapshot::liveBlocks).sum(),
                rest.stream().mapToLong(SiteSnapshot::liveBytes).sum());
    }
}
