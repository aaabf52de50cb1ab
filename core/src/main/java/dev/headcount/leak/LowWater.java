package dev.headcount.leak;

import dev.headcount.history.Reading;
import java.util.List;

/**
 * A stretch of a curve, cut into {@value #SLOTS} slots of equal length: the lowest that each came down to. What comes and
 * goes within a slot does not show in it, and what is given back later does not show in the {@link #floor}.
 *
 * @param seconds how long the stretch is
 * @param lowest the fewest live bytes in each slot, the oldest first
 * @param allocations blocks ever allocated, before the first slot and at the end of each
 */
@SuppressWarnings("ArrayRecordComponent") // read by one examination, never compared
record LowWater(double seconds, double[] lowest, double[] allocations) {

    static final int SLOTS = 20;

    /** The last {@code seconds} before {@code now}. */
    static LowWater of(List<Reading> readings, double now, double seconds) {
        double[] lowest = new double[SLOTS];
        double[] allocations = new double[SLOTS + 1];
        double from = now - seconds;
        int next = firstAfter(readings, from);
        Reading standing = readings.get(Math.max(0, next - 1));
        allocations[0] = next == 0 ? 0 : standing.allocations();
        for (int slot = 0; slot < SLOTS; slot++) {
            double end = from + seconds * (slot + 1) / SLOTS;
            double least = Double.POSITIVE_INFINITY;
            while (next < readings.size() && (readings.get(next).seconds() <= end || slot == SLOTS - 1)) {
                standing = readings.get(next++);
                least = Math.min(least, (double) standing.lowestBytes());
            }
            lowest[slot] = least == Double.POSITIVE_INFINITY ? standing.liveBytes() : least;
            allocations[slot + 1] = next == 0 ? 0 : standing.allocations();
        }
        return new LowWater(seconds, lowest, allocations);
    }

    static int firstAfter(List<Reading> readings, double seconds) {
        int low = 0;
        int high = readings.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (readings.get(middle).seconds() <= seconds) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** For each slot what was held then and never given back since: the least from there to the end. */
    double[] floor() {
        double[] floor = lowest.clone();
        for (int slot = SLOTS - 2; slot >= 0; slot--) {
            floor[slot] = Math.min(floor[slot], floor[slot + 1]);
        }
        return floor;
    }

    double slotSeconds() {
        return seconds / SLOTS;
    }
}
