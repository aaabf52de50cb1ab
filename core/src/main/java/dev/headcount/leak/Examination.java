package dev.headcount.leak;

import dev.headcount.history.Reading;
import dev.headcount.ledger.Generations;
import java.util.ArrayList;
import java.util.List;

/**
 * One site's curve and ages, looked at over stretches of time of doubling length that end now: the shortest gives a quick
 * answer, the longest uses all that is known. How a leak is told from other growth is derived in docs/leak-detection.md.
 */
final class Examination {

    /** Snapshots until anything is said. */
    static final int FEWEST = LowWater.SLOTS;

    private static final double SHORT = 2.0 * FEWEST; // a shorter stretch has to be all the more even
    private static final int TIMES_LONGER = 3;
    private static final double BEYOND_ACTIVITY = 1.5;
    private static final double NOT_SLOWER = 0.75;
    private static final double NOT_SLOWER_SHORT = 0.9;
    private static final int PARTS_TO_GROW = 4;
    private static final int PARTS_TO_LEAK = 7;
    private static final int PARTS_TO_LEAK_SHORT = 9;
    private static final double ONE_STEP = 0.5;
    private static final double OLD_TOO = 0.5;
    private static final double OLD_TOO_SHORT = 0.8;

    /** What speaks against a leak although the site grows. */
    enum Doubt {
        NONE(""),
        SLOWING("it grows more and more slowly"),
        ACTIVITY("no more than its allocations became more frequent"),
        GIVEN_BACK("it held as much before for as long, and gave it back"),
        UNEVEN("most of it at once"),
        YOUNG("but few of the blocks alive are old");

        private final String words;

        Doubt(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final List<Reading> readings;
    private final double now;
    private final double interval;
    private final Generations generations; // null where they are not known
    private final double excursion;

    Examination(List<Reading> readings, double now, double interval, Generations generations) {
        this.readings = readings;
        this.now = now;
        this.interval = interval;
        this.generations = generations;
        this.excursion = Excursions.longestSeconds(readings);
    }

    /** A verdict, the stretch of time that it rests on, and what speaks against a leak; no trend where there is no growth. */
    record Finding(Verdict verdict, Trend trend, Doubt doubt) {}

    Finding finding() {
        List<Trend> trends = trends();
        Trend leaking = null;
        Trend slowing = null;
        Trend growing = null;
        Doubt why = Doubt.NONE;
        for (int i = 0; i < trends.size(); i++) {
            Trend trend = trends.get(i);
            if (!trend.rising()) {
                continue;
            }
            boolean slower = trend.slowing()
                    || (i + 1 < trends.size() && trends.get(i + 1).slowing());
            Doubt doubt = slower ? Doubt.SLOWING : doubt(trend);
            if (doubt == Doubt.NONE) {
                leaking = trend;
            } else if (doubt == Doubt.SLOWING) {
                slowing = trend;
            } else if (trend.parts() >= PARTS_TO_GROW) {
                growing = trend;
                why = doubt;
            }
        }
        if (leaking != null) {
            return new Finding(Verdict.LEAKING, leaking, Doubt.NONE);
        }
        if (slowing != null) {
            return new Finding(Verdict.FILLING, slowing, Doubt.SLOWING);
        }
        return growing == null
                ? new Finding(Verdict.STEADY, trends.isEmpty() ? null : trends.getLast(), Doubt.NONE)
                : new Finding(Verdict.GROWING, growing, why);
    }

    private List<Trend> trends() {
        double watched = now - readings.getFirst().seconds();
        List<Trend> trends = new ArrayList<>();
        double seconds = FEWEST * interval;
        for (; seconds < watched; seconds *= 2) {
            trends.add(Trend.of(LowWater.of(readings, now, seconds)));
        }
        if (watched >= FEWEST * interval) {
            trends.add(Trend.of(LowWater.of(readings, now, watched)));
        }
        return trends;
    }

    private Doubt doubt(Trend trend) {
        double seconds = trend.marks().seconds();
        boolean brief = seconds < SHORT * interval;
        if (trend.slower(brief ? NOT_SLOWER_SHORT : NOT_SLOWER)) {
            return Doubt.SLOWING;
        }
        if (seconds < TIMES_LONGER * excursion) {
            return Doubt.GIVEN_BACK;
        }
        if (trend.parts() < (brief ? PARTS_TO_LEAK_SHORT : PARTS_TO_LEAK) || trend.largestPart() > ONE_STEP) {
            return Doubt.UNEVEN;
        }
        if (trend.beyondActivity() < BEYOND_ACTIVITY) {
            return Doubt.ACTIVITY;
        }
        if (generations != null) {
            double alive = generations.alive(seconds, LowWater.SLOTS) / (double) LowWater.SLOTS;
            return alive < (brief ? OLD_TOO_SHORT : OLD_TOO) ? Doubt.YOUNG : Doubt.NONE;
        }
        return Doubt.NONE;
    }
}
