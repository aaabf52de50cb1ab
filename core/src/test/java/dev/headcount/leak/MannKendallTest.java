package dev.headcount.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class MannKendallTest {

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private static double[] of(double... values) {
        return values;
    }

    /** n (n - 1) (2 n + 5) / 18: 125 for ten values (Kendall 1975, chapter 4); all 45 pairs rise. */
    @Test
    void shouldBeAsInTheLiteratureForARise() {
        MannKendall kendall = MannKendall.of(of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        assertEquals(45, kendall.s());
        assertEquals(125, kendall.variance(), 1e-9);
        assertEquals(44 / Math.sqrt(125), kendall.z(), 1e-9);
    }

    /** All orders of five values are as likely as one another where there is no trend. */
    @Test
    void shouldHaveTheVarianceOfAllOrders() {
        long squares = squares(new double[5], 0, 0);
        assertEquals(squares / 120.0, MannKendall.of(of(3, 1, 4, 2, 5)).variance(), 1e-9);
    }

    private static long squares(double[] values, int filled, int used) {
        if (filled == values.length) {
            long s = MannKendall.of(values).s();
            return s * s;
        }
        long sum = 0;
        for (int value = 0; value < values.length; value++) {
            if ((used >> value & 1) == 0) {
                values[filled] = value;
                sum += squares(values, filled + 1, used | 1 << value);
            }
        }
        return sum;
    }

    @Test
    void shouldTakeTiesIntoAccount() {
        // Of 5 values 3 are the same: (5*4*15 - 3*2*11) / 18
        assertEquals((300 - 66) / 18.0, MannKendall.of(of(1, 2, 2, 2, 3)).variance(), 1e-9);
        assertEquals(7, MannKendall.of(of(1, 2, 2, 2, 3)).s());
    }

    @Test
    void shouldSayNothingOfValuesThatAreAllTheSame() {
        assertEquals(0, MannKendall.of(new double[20]).z());
    }

    @Test
    void shouldTellARiseFromAFall() {
        double[] rise = DoubleStream.iterate(0, i -> i + 1).limit(20).toArray();
        double[] fall = DoubleStream.iterate(0, i -> i - 1).limit(20).toArray();
        assertTrue(MannKendall.of(rise).rises());
        assertFalse(MannKendall.of(rise).falls());
        assertTrue(MannKendall.of(fall).falls());
        assertFalse(MannKendall.of(fall).rises());
    }

    @RepeatedTest(20)
    void shouldBeWhatPairsAndTiesSay() {
        double[] values = new double[3 + random.nextInt(30)];
        Map<Double, Integer> groups = new HashMap<>();
        long s = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(10);
            groups.merge(values[i], 1, Integer::sum);
            for (int j = 0; j < i; j++) {
                s += Double.compare(values[i], values[j]);
            }
        }
        double n = values.length;
        double variance = n * (n - 1) * (2 * n + 5);
        for (int t : groups.values()) {
            variance -= t * (t - 1.0) * (2.0 * t + 5);
        }
        MannKendall kendall = MannKendall.of(values);

        assertEquals(s, kendall.s(), () -> "seed " + seed);
        assertEquals(variance / 18, kendall.variance(), 1e-9, () -> "seed " + seed);
    }

    /** Of values that go on from one to the next, and so rise for long by chance, the test without the correction takes several in a hundred for a trend. */
    @Test
    void shouldSeldomTakeAutocorrelationForATrend() {
        Random fixed = new Random(7);
        int corrected = 0;
        int plain = 0;
        for (int trial = 0; trial < 1000; trial++) {
            double[] values = new double[20];
            for (int i = 1; i < values.length; i++) {
                values[i] = 0.8 * values[i - 1] + fixed.nextGaussian();
            }
            MannKendall kendall = MannKendall.of(values);
            corrected += kendall.rises() ? 1 : 0;
            plain += kendall.s() / Math.sqrt(kendall.variance()) > MannKendall.SIGNIFICANT ? 1 : 0;
        }
        assertTrue(corrected * 2 < plain, corrected + " of 1000, uncorrected " + plain);
    }

    @Test
    void shouldBeWrongOnceInAThousandWithoutATrend() {
        Random fixed = new Random(7);
        int wrong = 0;
        for (int trial = 0; trial < 10_000; trial++) {
            wrong += MannKendall.of(fixed.doubles(20).toArray()).rises() ? 1 : 0;
        }
        assertTrue(wrong > 0 && wrong < 20, wrong + " of 10000");
    }
}
