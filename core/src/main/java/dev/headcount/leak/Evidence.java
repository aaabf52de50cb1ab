package dev.headcount.leak;

import dev.headcount.ledger.Generations;
import dev.headcount.site.Site;
import java.util.Optional;

/** Why a verdict is what it is, in one sentence. */
final class Evidence {

    static final String NOT_RISEN = "steady: it never held less than now";

    private static final int MOST_GENERATIONS = 60;
    private static final int SECONDS_AN_HOUR = 3600;

    /** Where something is wrong: the site, and the line of code to look at first. */
    record Place(Site site, Optional<StackTraceElement> suspect) {

        private String words() {
            String function = site.function() == null ? site.library() : site.function();
            if (site.thread() != null) {
                return function + " on native thread " + site.thread();
            }
            return suspect.map(frame -> function + " from " + plain(frame)).orElse(function);
        }

        /** Without the package: {@code Reports.monthly(Reports.java:88)}. */
        private static String plain(StackTraceElement frame) {
            String type = frame.getClassName();
            String whole = frame.toString();
            return whole.substring(whole.indexOf(type) + type.lastIndexOf('.') + 1);
        }
    }

    private Evidence() {}

    static String warmingUp(double watchedSeconds) {
        return "warming up: watched for " + Amounts.time(watchedSeconds) + " only";
    }

    static String steady(double watchedSeconds) {
        return "steady: no growth that lasts in " + Amounts.time(watchedSeconds);
    }

    static String leaking(Place place, Trend trend, double interval, Generations generations) {
        String begin = begin(Verdict.LEAKING, place, trend);
        if (generations == null) {
            return begin + marks(trend) + ", and what it takes is not given back";
        }
        double seconds = trend.marks().seconds();
        int count = (int) Math.min(MOST_GENERATIONS, seconds / interval);
        return begin + "blocks of " + generations.alive(seconds, count) + " of the last " + count
                + " generations are still alive, the oldest for " + Amounts.time((double) generations.oldestSeconds());
    }

    static String filling(Place place, Trend trend) {
        return begin(Verdict.FILLING, place, trend) + "of the last "
                + Amounts.time(trend.marks().seconds()) + " it grew by "
                + Amounts.bytes(trend.early() * (LowWater.SLOTS / 2 - 1)) + " in the first half and by "
                + Amounts.bytes(trend.late() * (LowWater.SLOTS / 2)) + " in the second";
    }

    static String growing(Place place, Trend trend, Examination.Doubt doubt) {
        return begin(Verdict.GROWING, place, trend) + marks(trend) + ", but " + doubt.words();
    }

    /** {@code leaking 3.1 MiB/h in sqlite3_prepare_v2 from Reports.monthly(Reports.java:88): }. */
    private static String begin(Verdict verdict, Place place, Trend trend) {
        return verdict.words() + " " + Amounts.bytes(perHour(trend)) + "/h in " + place.words() + ": ";
    }

    static double perHour(Trend trend) {
        return trend.slope() / trend.marks().slotSeconds() * SECONDS_AN_HOUR;
    }

    private static String marks(Trend trend) {
        double[] floor = trend.marks().floor();
        int rose = 0;
        for (int slot = 1; slot < floor.length; slot++) {
            rose += floor[slot] > floor[slot - 1] ? 1 : 0;
        }
        return "its low-water mark rose in " + rose + " of the last " + (floor.length - 1) + " intervals of "
                + Amounts.time(trend.marks().slotSeconds());
    }
}
