package dev.headcount.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TheilSenTest {

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void shouldBeTheSlopeOfALine() {
        assertEquals(3, TheilSen.slope(new double[] {7, 10, 13, 16, 19}));
    }

    @Test
    void shouldBeNothingForFewerThanTwo() {
        assertEquals(0, TheilSen.slope(new double[] {7}));
    }

    @Test
    void shouldNotBeSwayedByAQuarterOfOutliers() {
        double[] values = new double[20];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 4 == 0 ? 1e9 * (i % 8 - 4) : 2 * i;
        }
        assertEquals(2, TheilSen.slope(values), 0.5);
    }

    /** Against a list of all slopes, sorted as numbers are. */
    @RepeatedTest(20)
    void shouldBeTheMedianOfAllSlopes() {
        double[] values = random.doubles(2 + random.nextInt(30), -100, 100).toArray();
        List<Double> slopes = new ArrayList<>();
        for (int later = 0; later < values.length; later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                slopes.add((values[later] - values[earlier]) / (later - earlier));
            }
        }
        Collections.sort(slopes);
        int n = slopes.size();
        double median = n % 2 == 0 ? (slopes.get(n / 2 - 1) + slopes.get(n / 2)) / 2 : slopes.get(n / 2);

        assertEquals(median, TheilSen.slope(values), 1e-9, () -> "seed " + seed);
    }
}
