package dev.headcount.watch;

/**
 * How much of a processor some work may take: a hundredth, over time. What is not used is saved up to {@value
 * #MOST_SECONDS} seconds of work, which is there at the start as well, when code is slow since it is new.
 *
 * <p>For one thread. Times are those of {@link System#nanoTime}.
 */
final class Allowance {

    static final int SHARE = 100;

    private static final long MOST_SECONDS = 2;
    private static final long MOST_NANOS = MOST_SECONDS * 1_000_000_000;

    private long savedNanos = MOST_NANOS;
    private long lastNanos;

    Allowance(long nowNanos) {
        lastNanos = nowNanos;
    }

    /** The work took so long. */
    void spend(long nanos) {
        savedNanos -= nanos;
    }

    /** How long to wait until there is something to spend; 0 where there is. */
    long waitNanos(long nowNanos) {
        savedNanos = Math.min(MOST_NANOS, savedNanos + (nowNanos - lastNanos) / SHARE);
        lastNanos = nowNanos;
        return savedNanos >= 0 ? 0 : -savedNanos * SHARE;
    }
}
