package dev.headcount.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The readings of one site or library, five words each on the Java heap.
 *
 * <pre>
 *  0                      1            2              3             4
 *  +----------+-----------+------------+--------------+-------------+-----------------+
 *  | seconds  | live      | live bytes | lowest bytes | allocations | allocated bytes |
 *  | u32      | blocks u32|            |              |             |                 |
 *  +----------+-----------+------------+--------------+-------------+-----------------+
 * </pre>
 *
 * The older a reading, the coarser: two are merged where they are no further apart than a {@code detail}-th of their age.
 * With a detail of 64 and a snapshot a second that is every second for the last minute, about a minute at an hour's age and
 * eleven minutes at half a day's: some 600 readings for a week, and 24 KB. The first reading is never merged, so
 * that a curve says since when it was watched. What did not change has no new reading and costs nothing.
 *
 * <p>Not safe for several threads; {@link History} guards it.
 */
final class CurveLog {

    static final int FULL_DETAIL = 64;
    static final int LEAST_DETAIL = 1;

    private static final int QUARTER = 4;
    private static final int WORDS = 5;
    private static final int LIVE_BYTES = 1;
    private static final int LOWEST = 2;
    private static final int ALLOCATIONS = 3;
    private static final int ALLOCATED_BYTES = 4;
    private static final int FIRST_CAPACITY = 2;
    private static final long OBJECT_BYTES = 64; // this object, its array's head and the reference to it
    private static final long U32 = 0xffff_ffffL;

    private long[] words = new long[FIRST_CAPACITY * WORDS];
    private int size;
    private int detail = FULL_DETAIL;

    long bytes() {
        return OBJECT_BYTES + words.length * (long) Long.BYTES;
    }

    /** Bytes live at the last reading. */
    long liveBytes() {
        return size == 0 ? 0 : words[(size - 1) * WORDS + LIVE_BYTES];
    }

    void add(long seconds, long liveBytes, long liveBlocks, long allocations, long allocatedBytes) {
        long lowest = liveBytes;
        if (size > 0) {
            int last = (size - 1) * WORDS;
            if (words[last + ALLOCATIONS] == allocations
                    && words[last + LIVE_BYTES] == liveBytes
                    && (words[last] & U32) == Math.min(liveBlocks, U32)) {
                return; // nothing was allocated, nothing freed
            }
            if (secondsAt(last) == seconds) {
                lowest = Math.min(lowest, words[last + LOWEST]);
                size--;
            }
        }
        if ((size + 1) * WORDS > words.length) {
            makeRoom(seconds);
        }
        int at = size * WORDS;
        words[at] = seconds << Integer.SIZE | Math.min(liveBlocks, U32);
        words[at + LIVE_BYTES] = liveBytes;
        words[at + LOWEST] = lowest;
        words[at + ALLOCATIONS] = allocations;
        words[at + ALLOCATED_BYTES] = allocatedBytes;
        size++;
    }

    /** Merging costs a walk over all readings, so there must be room for many after it. */
    private void makeRoom(long now) {
        merge(now);
        int capacity = words.length / WORDS;
        if (size > capacity - capacity / QUARTER - 1) {
            words = Arrays.copyOf(words, (capacity + Math.max(FIRST_CAPACITY, capacity / 2)) * WORDS);
        }
    }

    /** Keeps a quarter of the detail from now on; false where there is none to give up. */
    boolean coarsen(long now) {
        if (detail == LEAST_DETAIL) {
            return false;
        }
        detail = Math.max(LEAST_DETAIL, detail / QUARTER);
        merge(now);
        words = Arrays.copyOf(words, Math.max(FIRST_CAPACITY, size) * WORDS);
        return true;
    }

    private void merge(long now) {
        int kept = Math.min(size, 1);
        long groupBegan = Long.MIN_VALUE;
        for (int i = 1; i < size; i++) {
            int from = i * WORDS;
            long seconds = secondsAt(from);
            if (groupBegan != Long.MIN_VALUE && seconds - groupBegan <= (now - seconds) / detail) {
                int into = (kept - 1) * WORDS;
                long lowest = Math.min(words[into + LOWEST], words[from + LOWEST]);
                System.arraycopy(words, from, words, into, WORDS);
                words[into + LOWEST] = lowest;
            } else {
                System.arraycopy(words, from, words, kept * WORDS, WORDS);
                groupBegan = seconds;
                kept++;
            }
        }
        size = kept;
    }

    /** Since when there are readings; only where there is one. */
    long firstSeconds() {
        return secondsAt(0);
    }

    /** See {@link HistoryView#hasRisen}. */
    boolean hasRisen() {
        int recent = size - Math.max(1, size / QUARTER);
        return lowest(recent, size) > lowest(0, recent);
    }

    private long lowest(int from, int to) {
        long lowest = Long.MAX_VALUE;
        for (int i = from; i < to; i++) {
            lowest = Math.min(lowest, words[i * WORDS + LOWEST]);
        }
        return lowest;
    }

    Curve curve() {
        List<Reading> readings = new ArrayList<>(size);
        for (int at = 0; at < size * WORDS; at += WORDS) {
            readings.add(new Reading(
                    secondsAt(at),
                    words[at + LIVE_BYTES],
                    words[at + LOWEST],
                    words[at] & U32,
                    words[at + ALLOCATIONS],
                    words[at + ALLOCATED_BYTES]));
        }
        return new Curve(readings);
    }

    private long secondsAt(int at) {
        return words[at] >>> Integer.SIZE;
    }
}
