package dev.headcount.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.history.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ExcursionsTest {

    private final long seed = new Random().nextLong();

    /** A reading each second. */
    private static List<Reading> readings(int... bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> new Reading(i, bytes[i], bytes[i], 1, i, i))
                .toList();
    }

    @Test
    void shouldBeNoneWhereNothingIsGivenBack() {
        assertEquals(0, Excursions.longestSeconds(readings(1, 2, 2, 5, 9)));
    }

    @Test
    void shouldBeAsLongAsAToothOfASawtooth() {
        assertEquals(4, Excursions.longestSeconds(readings(0, 10, 20, 30, 40, 0, 10, 20, 30, 40, 0)));
    }

    @Test
    void shouldBeShortForTheChurnAroundALeak() {
        assertEquals(1, Excursions.longestSeconds(readings(0, 15, 10, 25, 20, 35, 30, 45, 40)));
    }

    @Test
    void shouldBeginWhereTheLevelWasLeftAndNotWhereItWasReached() {
        List<Reading> readings = new ArrayList<>(readings(10));
        readings.add(new Reading(1000, 100, 100, 1, 1, 1));
        readings.add(new Reading(1010, 10, 10, 1, 1, 1));
        assertEquals(10, Excursions.longestSeconds(readings));
    }

    @Test
    void shouldBeAllTheTimeForADrain() {
        assertEquals(4, Excursions.longestSeconds(readings(9, 8, 6, 5, 1)));
    }

    /** Against a search through all pairs. */
    @RepeatedTest(20)
    void shouldBeTheLongestOfAll() {
        Random random = new Random(seed);
        int[] bytes = random.ints(2 + random.nextInt(50), 0, 12).toArray();
        int longest = 0;
        for (int end = 1; end < bytes.length; end++) {
            int begin = end;
            while (begin > 0 && bytes[begin - 1] > bytes[end]) {
                begin--;
            }
            longest = Math.max(longest, end - begin);
        }
        assertEquals(longest, Excursions.longestSeconds(readings(bytes)), () -> "seed " + seed);
    }
}
