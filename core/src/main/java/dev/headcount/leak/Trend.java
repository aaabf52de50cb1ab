package dev.headcount.leak;

/**
 * What the low-water marks of one stretch of time say.
 *
 * @param marks the marks themselves
 * @param rising whether they rise, beyond chance, and go on rising
 * @param slope by how many bytes from slot to slot, Theil-Sen
 * @param parts of the ten parts of the stretch, in how many the floor rose
 * @param largestPart which share of the whole rise came in one part
 * @param early by how much the floor rose from slot to slot in the earlier half
 * @param late the same in the later half
 * @param slowing whether it rose more slowly in the later half, beyond chance
 */
record Trend(
        LowWater marks,
        boolean rising,
        double slope,
        int parts,
        double largestPart,
        double early,
        double late,
        boolean slowing) {

    static final int PARTS = LowWater.SLOTS / 2;

    private static final int HALF = LowWater.SLOTS / 2;
    private static final double STILL_RISING = 0.1;
    private static final double SLOWER = 0.9;
    private static final double BEYOND_CHANCE = 2;

    static Trend of(LowWater marks) {
        double[] floor = marks.floor();
        double early = (floor[HALF - 1] - floor[0]) / (HALF - 1);
        double late = (floor[LowWater.SLOTS - 1] - floor[HALF - 1]) / HALF;
        boolean goesOn = late > 0 && late >= STILL_RISING * early;
        MannKendall kendall = goesOn ? MannKendall.of(marks.lowest()) : null;
        boolean rising = kendall != null && kendall.rises();
        int parts = 0;
        double largest = 0;
        for (int part = 0; part < PARTS; part++) {
            double rise = floor[2 * part + 1] - (part == 0 ? floor[0] : floor[2 * part - 1]);
            parts += rise > 0 ? 1 : 0;
            largest = Math.max(largest, rise);
        }
        double whole = floor[LowWater.SLOTS - 1] - floor[0];
        return new Trend(
                marks,
                rising,
                rising ? TheilSen.slope(marks.lowest()) : 0,
                parts,
                whole == 0 ? 0 : largest / whole,
                early,
                late,
                late < SLOWER * early && early - late > BEYOND_CHANCE * uncertainty(floor));
    }

    /** The standard error of the difference between the mean steps of both halves. */
    private static double uncertainty(double[] floor) {
        return Math.sqrt(
                varianceOfSteps(floor, 1, HALF) / (HALF - 1) + varianceOfSteps(floor, HALF, LowWater.SLOTS) / HALF);
    }

    private static double varianceOfSteps(double[] floor, int from, int to) {
        double mean = (floor[to - 1] - floor[from - 1]) / (to - from);
        double sum = 0;
        for (int i = from; i < to; i++) {
            double off = floor[i] - floor[i - 1] - mean;
            sum += off * off;
        }
        return sum / (to - from - 1);
    }

    /**
     * How many bytes more the later half held than the earlier, in units of what its growing activity alone would bring: the
     * same time to live for each block, more blocks a second (Little's law). Infinite where activity did not grow.
     */
    double beyondActivity() {
        double[] allocations = marks.allocations();
        double before = allocations[HALF] - allocations[0];
        double after = allocations[LowWater.SLOTS] - allocations[HALF];
        double held = mean(0, HALF);
        double expected = before <= 0 ? 0 : held * (after / before - 1);
        return expected <= 0 ? Double.POSITIVE_INFINITY : (mean(HALF, LowWater.SLOTS) - held) / expected;
    }

    private double mean(int from, int to) {
        double sum = 0;
        for (int slot = from; slot < to; slot++) {
            sum += marks.lowest()[slot];
        }
        return sum / (to - from);
    }

    /** Whether it rose more slowly in the later half, as far as can be seen. */
    boolean slower(double share) {
        return late < share * early;
    }
}
