package dev.headcount.history;

/**
 * What is known of a history without its curves: how much it takes, and what it lost.
 *
 * @param bytes what it takes, in bytes of the Java heap
 * @param maxBytes the most that may become of {@code bytes}
 * @param coarsened how often a curve lost detail
 * @param forgotten how many curves were forgotten
 */
public record CurvelessHistory(long bytes, long maxBytes, long coarsened, long forgotten) implements HistoryView {

    /** A history without a reading. */
    public static final HistoryView EMPTY = new CurvelessHistory(0, 0, 0, 0);

    @Override
    public Curve site(int id) {
        return Curve.EMPTY;
    }

    @Override
    public Curve library(String name) {
        return Curve.EMPTY;
    }
}
