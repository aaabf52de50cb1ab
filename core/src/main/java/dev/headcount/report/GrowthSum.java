package dev.headcount.report;

import dev.headcount.leak.SiteGrowth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What changed at several sites together. All figures may be negative. */
record GrowthSum(long liveBlocks, long liveBytes, long allocations, long allocatedBytes) {

    static final GrowthSum NONE = new GrowthSum(0, 0, 0, 0);

    private static GrowthSum of(SiteGrowth site) {
        return new GrowthSum(site.liveBlocks(), site.liveBytes(), site.allocations(), site.allocatedBytes());
    }

    static GrowthSum of(List<SiteGrowth> sites) {
        return sites.stream().map(GrowthSum::of).reduce(NONE, GrowthSum::plus);
    }

    /** By library, in the order of their first sites. */
    static Map<String, GrowthSum> byLibrary(List<SiteGrowth> sites) {
        Map<String, GrowthSum> sums = new LinkedHashMap<>();
        sites.forEach(site -> sums.merge(site.site().library(), of(site), GrowthSum::plus));
        return sums;
    }

    private GrowthSum plus(GrowthSum other) {
        return new GrowthSum(
                liveBlocks + other.liveBlocks,
                liveBytes + other.liveBytes,
                allocations + other.allocations,
                allocatedBytes + other.allocatedBytes);
    }
}
