package dev.headcount.history;

import java.util.List;

/**
 * Readings of a site or a library over time, the oldest first; finer for the recent past. While nothing changed there may be
 * no reading: the last one stands until the next.
 */
public record Curve(List<Reading> readings) {

    /** Nothing known. */
    public static final Curve EMPTY = new Curve(List.of());

    public Curve {
        readings = List.copyOf(readings);
    }
}
