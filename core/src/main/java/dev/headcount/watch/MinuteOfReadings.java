package dev.headcount.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * What was live over the last minute. Nothing is said before there was one whole minute in which at least {@value #ENOUGH_BYTES}
 * bytes were live: what begins grows by any percentage.
 */
final class MinuteOfReadings {

    static final long SECONDS = 60;
    static final long ENOUGH_BYTES = 1 << 20;

    private record Live(long seconds, long bytes) {}

    private final Deque<Live> readings = new ArrayDeque<>();
    private boolean whole;

    void add(long seconds, long liveBytes) {
        if (liveBytes < ENOUGH_BYTES) {
            readings.clear();
            whole = false;
            return;
        }
        readings.add(new Live(seconds, liveBytes));
        while (readings.getFirst().seconds() < seconds - SECONDS) {
            readings.removeFirst();
            whole = true;
        }
        whole |= readings.getFirst().seconds() == seconds - SECONDS;
    }

    /** The least that was live; empty where there is nothing to be said. */
    OptionalLong lowest() {
        return whole ? readings.stream().mapToLong(Live::bytes).min() : OptionalLong.empty();
    }
}
