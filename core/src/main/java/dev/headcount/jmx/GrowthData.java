package dev.headcount.jmx;

import dev.headcount.leak.SiteGrowth;
import dev.headcount.site.Site;
import java.util.List;

/**
 * How much more one site holds than at an earlier moment, as JMX shows it. All figures may be negative.
 *
 * @param function the API function that was entered, or null
 * @param thread the name of the native thread, or null on a Java thread
 * @param stack the Java call path, innermost frame first
 */
public record GrowthData(
        int id,
        String library,
        String function,
        String thread,
        List<String> stack,
        long liveBlocks,
        long liveBytes,
        long allocations,
        long allocatedBytes) {

    public static GrowthData of(SiteGrowth growth) {
        Site site = growth.site();
        return new GrowthData(
                site.id(),
                site.library(),
                site.function(),
                site.thread(),
                SiteData.stack(site),
                growth.liveBlocks(),
                growth.liveBytes(),
                growth.allocations(),
                growth.allocatedBytes());
    }
}
