package dev.headcount.agent.http;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A value that is worked out anew so seldom that working it out takes no more than a fiftieth of one processor's time, however
 * many ask for it and however often.
 */
final class Rationed<T> {

    private static final int SHARE = 50;

    private final Supplier<T> source;
    private final long leastNanos;
    private final LongSupplier nanoClock;
    private T value;
    private long freshUntilNanos;

    /** @param leastMillis how long a value is fresh enough in any case */
    Rationed(Supplier<T> source, long leastMillis, LongSupplier nanoClock) {
        this.source = source;
        this.leastNanos = TimeUnit.MILLISECONDS.toNanos(leastMillis);
        this.nanoClock = nanoClock;
    }

    /** The value, worked out by whoever comes when it is due; others wait meanwhile. */
    synchronized T get() {
        long began = nanoClock.getAsLong();
        if (value == null || began - freshUntilNanos >= 0) {
            value = source.get();
            long ended = nanoClock.getAsLong();
            freshUntilNanos = ended + Math.max(leastNanos, (ended - began) * SHARE);
        }
        return value;
    }

    /** Something changed: the next to come gets a new value. */
    synchronized void discard() {
        value = null;
    }
}
