package dev.headcount.leak;

import java.util.Arrays;

/**
 * The slope of a line through values at equal distances, as the median of the slopes of all pairs: up to 29 % of the values
 * may be anything without swaying it (Theil 1950; Sen, "Estimates of the regression coefficient based on Kendall's tau",
 * 1968).
 */
final class TheilSen {

    private TheilSen() {}

    /** By how much the values rise from one to the next; 0 for fewer than two. */
    static double slope(double[] values) {
        int n = values.length;
        double[] slopes = new double[n * (n - 1) / 2];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[next++] = (values[j] - values[i]) / (j - i);
            }
        }
        return median(slopes);
    }

    /** Sorts its argument. */
    static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
