package dev.headcount.ledger;

/**
 * Which live blocks are listed one by one. Chosen at random by their bytes, as a Poisson process that comes every {@code
 * meanBytes} on average: a block of as many bytes is listed two times in three, a small one rarely, and what one listed block
 * stands for is known.
 *
 * @param meanBytes the bytes between two points of the process, on average; 0 lists every block, {@link Long#MAX_VALUE} none
 */
public record BlockListing(long meanBytes) {

    public static final BlockListing ALL = new BlockListing(0);
    public static final BlockListing OFF = new BlockListing(Long.MAX_VALUE);

    /** A block for every 512 KiB. */
    public static final BlockListing DEFAULT = new BlockListing(512 * 1024);

    private static final long NEVER = 1L << 62;
    private static final long AT_ONCE = -1;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    public BlockListing {
        if (meanBytes < 0) {
            throw new IllegalArgumentException("no block can be listed more often than each, meanBytes=" + meanBytes);
        }
    }

    /** The probability that a block of {@code size} bytes is listed, above 0 to 1; 0 where none is. */
    double chance(long size) {
        if (meanBytes == 0) {
            return 1;
        }
        return meanBytes == Long.MAX_VALUE ? 0 : -Math.expm1(-(double) Math.max(size, 1) / meanBytes);
    }

    /**
     * Whether to list a block that was not chosen when it was allocated: a choice by its address and birth, which is always
     * the same for the same block.
     */
    boolean chooses(long address, long born, long size) {
        long hash = (address ^ born * GOLDEN) * GOLDEN;
        hash = (hash ^ hash >>> 32) * GOLDEN;
        return ((hash ^ hash >>> 29) >>> 11) * UNIT < chance(size);
    }

    /**
     * Gaps between two points of the process, in bytes, to draw from with equal chances: the middles of as many equal parts
     * of the exponential distribution, with its mean. Negative where there is none.
     */
    long[] gaps(int count) {
        long[] gaps = new long[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum -= Math.log1p(-(i + 0.5) / count);
        }
        for (int i = 0; i < count; i++) {
            double gap = -Math.log1p(-(i + 0.5) / count) * count / sum * meanBytes;
            gaps[i] = meanBytes == 0 ? AT_ONCE : (long) Math.min(gap, NEVER);
        }
        return gaps;
    }
}
