package dev.headcount.report;

import java.util.List;
import java.util.Locale;

/** Figures as people read them. */
public final class Units {

    private static final List<String> BYTE_UNITS = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Units() {}

    /** {@code 61,204}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 3 blocks}, {@code 1 block}. */
    static String count(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    /** {@code 11.4 MiB}: rounded, with the unit that leaves fewer than four digits in front of the point. */
    public static String bytes(long bytes) {
        if (Math.abs(bytes) < 1024) {
            return bytes + " B";
        }
        double value = bytes / 1024.0;
        int unit = 0;
        while (Math.abs(value) >= 1023.95 && unit < BYTE_UNITS.size() - 1) { // 1023.95 would be written as 1024.0
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, BYTE_UNITS.get(unit));
    }

    /** {@code 11.4 MiB (11,953,152 bytes)}. */
    static String bytesExactly(long bytes) {
        return bytes(bytes) + " (" + count(bytes, "byte", "bytes") + ")";
    }

    /** {@code +3,072}: a change. */
    static String change(long count) {
        return (count > 0 ? "+" : "") + count(count);
    }

    /** {@code +3.0 KiB}: a change. */
    static String bytesChange(long bytes) {
        return (bytes > 0 ? "+" : "") + bytes(bytes);
    }

    /** {@code 86.1 %}; of nothing it is 0. */
    static String share(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0.0 : 100.0 * part / whole);
    }

    /** {@code 45 s}, {@code 2 h 13 min}: the two largest units. */
    public static String duration(long seconds) {
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min " + seconds % MINUTE + " s";
        }
        if (seconds < DAY) {
            return seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min";
        }
        return seconds / DAY + " d " + seconds % DAY / HOUR + " h";
    }
}
