package dev.headcount.ledger;

import dev.headcount.site.Site;

/**
 * The figures of one site. A block counts at the site that allocated it, or that reallocated it last.
 *
 * @param allocations blocks ever made here
 */
public record SiteSnapshot(Site site, long allocations, long liveBlocks, long allocatedBytes, long liveBytes) {}
