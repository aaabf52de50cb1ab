package dev.headcount.leak;

import java.util.List;
import java.util.Locale;

/** Amounts as a sentence has them. */
final class Amounts {

    private static final List<String> BYTES = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final int UNIT = 1024;
    private static final double NEXT_UNIT = 1023.95; // would be written as 1024.0
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Amounts() {}

    /** {@code 3.1 MiB}. */
    static String bytes(double bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= NEXT_UNIT && unit < BYTES.size() - 1) {
            value /= UNIT;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, BYTES.get(unit));
    }

    /** {@code 3 h}: in the largest unit that leaves at least two of it. */
    static String time(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 2 * MINUTE) {
            return whole + " s";
        }
        if (whole < 2 * HOUR) {
            return whole / MINUTE + " min";
        }
        return whole < 2 * DAY ? whole / HOUR + " h" : whole / DAY + " days";
    }
}
