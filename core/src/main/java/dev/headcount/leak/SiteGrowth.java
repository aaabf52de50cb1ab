package dev.headcount.leak;

import dev.headcount.site.Site;

/**
 * How much more one site holds than before. All figures may be negative.
 *
 * @param site as it is in the later snapshot; where it is not in that, as in the earlier one
 */
public record SiteGrowth(Site site, long liveBlocks, long liveBytes, long allocations, long allocatedBytes) {}
