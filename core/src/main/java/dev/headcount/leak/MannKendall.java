package dev.headcount.leak;

import java.util.Arrays;

/**
 * Whether values rise or fall with time more than chance would let them (Mann 1945; Kendall, "Rank Correlation Methods",
 * 1975), whatever their distribution.
 *
 * @param s of all pairs, how many rise less how many fall
 * @param variance of {@code s} where there is no trend, with ties taken into account
 * @param serial by how much the variance is larger since neighbours resemble each other; 1 where they do not
 */
record MannKendall(long s, double variance, double serial) {

    /** Once in a thousand tests without a trend, on one side. */
    static final double SIGNIFICANT = 3.09;

    private static final double TWO_SIDED_95 = 1.96;
    private static final double MOST_SERIAL = 0.9;
    private static final double ROUNDING = 1e-12;
    private static final int FEW = 4;

    static MannKendall of(double[] values) {
        int n = values.length;
        long s = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                s += (long) Math.signum(values[j] - values[i]);
            }
        }
        double variance = (term(n) - ties(values)) / 18;
        return new MannKendall(s, variance, serial(values));
    }

    private static double term(long n) {
        return n * (n - 1.0) * (2.0 * n + 5);
    }

    private static double ties(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        int begin = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[begin]) {
                sum += term(i - begin);
                begin = i;
            }
        }
        return sum;
    }

    /**
     * What is left without the trend often goes on from one value to the next, which makes long rises by chance more likely:
     * as if there were fewer values, by the factor of a first-order process (Yue and Wang, "The Mann-Kendall test modified by
     * effective sample size to detect trend in serially correlated hydrological series", 2004). What few values say of their
     * correlation is corrected by its bias (Matalas and Sankarasubramanian, 2003).
     */
    private static double serial(double[] values) {
        double slope = TheilSen.slope(values);
        int n = values.length;
        double[] rest = new double[n];
        double mean = 0;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            rest[i] = values[i] - slope * i;
            mean += rest[i] / n;
            largest = Math.max(largest, Math.abs(values[i]));
        }
        double all = 0;
        double neighbours = 0;
        for (int i = 0; i < n; i++) {
            all += (rest[i] - mean) * (rest[i] - mean);
            neighbours += i == 0 ? 0 : (rest[i] - mean) * (rest[i - 1] - mean);
        }
        if (all <= n * (ROUNDING * largest) * (ROUNDING * largest)) {
            return 1; // on a line, but for rounding
        }
        double correlation = Math.min(MOST_SERIAL, (n * neighbours / all + 1) / (n - FEW)); // of few values it is too low
        return n <= FEW || correlation < TWO_SIDED_95 / Math.sqrt(n) ? 1 : (1 + correlation) / (1 - correlation);
    }

    /** How many standard deviations this is away from no trend; positive for a rise. */
    double z() {
        return variance <= 0 ? 0 : (s - Long.signum(s)) / Math.sqrt(variance * serial);
    }

    /** Whether the values rise. */
    boolean rises() {
        return z() > SIGNIFICANT;
    }

    /** Whether they fall. */
    boolean falls() {
        return z() < -SIGNIFICANT;
    }
}
