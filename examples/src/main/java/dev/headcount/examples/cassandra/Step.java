package dev.headcount.examples.cassandra;

import java.util.Map;

/**
 * Something that the application did, with what Headcount counted meanwhile.
 *
 * @param times what the figures are divided by: the queries, or 1
 * @param allocations by API function and native thread
 */
record Step(String title, String subtitle, int times, double seconds, long all, Map<String, Long> allocations) {

    static Step between(Figures before, Figures after, String title, String subtitle, int times, double seconds) {
        return new Step(
                title, subtitle, times, seconds, after.allocationsSince(before), after.allocationsByWhoSince(before));
    }

    double each(String who) {
        return allocations.getOrDefault(who, 0L) / (double) times;
    }

    double each() {
        return all / (double) times;
    }
}
