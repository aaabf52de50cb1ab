package dev.headcount.allocator;

import dev.headcount.memory.Memory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out which header a foreign allocator writes, by comparing the words in front of its first blocks with the sizes
 * asked for.
 *
 * <p>A format is adopted if it fits each of the first {@value #OBSERVATIONS} blocks and those have at least
 * {@value #DIFFERENT_SIZES} different sizes. As soon as no format fits all blocks so far, there is {@linkplain
 * HeaderFormat#NONE none}.
 *
 * <p>To be wrong does no harm. The adopted header is never written and never decides what is freed or with which size:
 * the delegate gets every call as it came. It gives the size of blocks born before tracking began, and at free it is
 * compared with the ledger; one that disagrees is reported, no more.
 *
 * <p>Threads that allocate wait for each other during the first blocks; once decided, nobody waits and nothing is read.
 */
public final class HeaderLearner {

    static final int OBSERVATIONS = 32;
    static final int DIFFERENT_SIZES = 4;

    private final List<HeaderFormat> candidates = new ArrayList<>(HeaderFormat.KNOWN);
    private final Set<Long> sizes = new HashSet<>();
    private int observations;
    private volatile HeaderFormat decided;

    /**
     * Looks in front of a block that malloc, calloc or realloc just returned. Not for aligned_alloc: padding would not
     * be the request. Requests for nothing are passed over, as allocators treat them in too many ways.
     */
    public void observe(long userPointer, long requestedBytes) {
        if (decided == null && requestedBytes > 0 && HeaderFormat.readable(userPointer)) {
            compare(userPointer, requestedBytes);
        }
    }

    private synchronized void compare(long userPointer, long requestedBytes) {
        if (decided != null) {
            return;
        }
        candidates.removeIf(format -> format.requestedBytes(userPointer) != requestedBytes);
        if (!glibcExplains(userPointer, requestedBytes)) {
            sizes.add(requestedBytes);
        }
        observations++;
        if (candidates.isEmpty()) {
            decided = HeaderFormat.NONE;
        } else if (observations == OBSERVATIONS) {
            decided = sizes.size() >= DIFFERENT_SIZES ? candidates.getFirst() : HeaderFormat.NONE;
        }
    }

    /**
     * Whether the word at -8 is what glibc itself has there: the chunk size, a multiple of 16, with flags in its low
     * bits (malloc/malloc.c). For a request of 16 n + 1 bytes it is request + 16, so a library that asks for such sizes
     * only, strings say, would pass for one with headers. These blocks prove nothing, and their sizes are not counted.
     */
    private static boolean glibcExplains(long userPointer, long requestedBytes) {
        long word = Memory.getLong(userPointer - Long.BYTES);
        long flags = word & 7;
        long chunkBytes = Math.max(32, requestedBytes + 8 + 15 & -16);
        return flags != 0 && word - flags == chunkBytes;
    }

    public boolean isDecided() {
        return decided != null;
    }

    /** The format, {@link HeaderFormat#NONE} included, or null as long as it is open. */
    public HeaderFormat decidedOrNull() {
        return decided;
    }
}
