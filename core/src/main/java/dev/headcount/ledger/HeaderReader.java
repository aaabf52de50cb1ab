package dev.headcount.ledger;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.allocator.HeaderLearner;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the sizes that one library's allocator keeps in front of its blocks, in a format that was configured or that the
 * first allocations teach.
 *
 * <p>Once the format is known the hot side pays one field load on an allocation. The fields are plain: a thread that sees an
 * old value asks the learner once more.
 */
final class HeaderReader {

    /** No request is larger than what a processor can address; a header that says more is none. */
    private static final long PLAUSIBLE_BYTES = 1L << 47;

    private final boolean learns;
    private HeaderLearner learner;
    private HeaderFormat format;
    private List<HeaderFormat> earlier = List.of();

    private HeaderReader(HeaderLearner learner, HeaderFormat format) {
        this.learns = learner != null;
        this.learner = learner;
        this.format = format;
    }

    static HeaderReader configured(HeaderFormat format) {
        return new HeaderReader(null, format);
    }

    static HeaderReader learning() {
        return new HeaderReader(new HeaderLearner(), HeaderFormat.NONE);
    }

    /** Shows the reader a fresh block. */
    void learn(long address, long size) {
        HeaderLearner unsure = learner;
        if (unsure != null) {
            unsure.observe(address, size);
            HeaderFormat decided = unsure.decidedOrNull();
            if (decided != null) {
                format = decided;
                learner = null;
            }
        }
    }

    /**
     * The allocator was replaced by one that may have another header. The blocks of the old one live on, so a header that
     * agrees with either is right.
     */
    synchronized void replaced() {
        if (learns) {
            List<HeaderFormat> formats = new ArrayList<>(earlier);
            formats.add(format);
            earlier = List.copyOf(formats);
            format = HeaderFormat.NONE;
            learner = new HeaderLearner();
        }
    }

    /** Whether the header in front of the block can be read and says something else than {@code size}. */
    boolean disagrees(long address, long size) {
        return disagrees(format, address, size) && earlier.stream().allMatch(each -> disagrees(each, address, size));
    }

    private static boolean disagrees(HeaderFormat format, long address, long size) {
        long requested = format.requestedBytes(address);
        return requested != size && requested != HeaderFormat.UNKNOWN;
    }

    /** What the header says was asked for, in bytes; 0 where there is no header, or none that makes sense. */
    long requestedBytes(long address) {
        long bytes = format.requestedBytes(address);
        return bytes > 0 && bytes < PLAUSIBLE_BYTES ? bytes : 0;
    }

    HeaderFormat format() {
        return format;
    }

    boolean isLearning() {
        return learner != null;
    }
}
