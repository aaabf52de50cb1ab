package dev.headcount.history;

/**
 * What counters said at one moment, and the least they said since the reading before.
 *
 * @param seconds when: seconds since counting began
 * @param liveBytes bytes live at that moment
 * @param lowestBytes the fewest bytes live at any moment looked at since the reading before; readings that were merged keep
 *     the least of theirs
 * @param liveBlocks blocks live at that moment
 * @param allocations blocks ever allocated until then
 * @param allocatedBytes bytes ever allocated until then
 */
public record Reading(
        long seconds, long liveBytes, long lowestBytes, long liveBlocks, long allocations, long allocatedBytes) {}
