package dev.headcount.ledger;

/**
 * The counters of one library on one {@linkplain CounterPage page}, besides those of its {@linkplain SiteRecord sites}: 256
 * bytes, four cache lines.
 *
 * <pre>
 *  0               8          16              24              32      40             48           56
 *  +---------------+----------+---------------+---------------+-------+--------------+------------+
 *  | reallocations | failures | foreign frees | foreign bytes | lost  | missed frees | balance    |
 *  +---------------+----------+---------------+---------------+-------+--------------+------------+
 *  56              64                                        232       256
 *  +---------------+-----------------------------------------+---------+
 *  | highest       | sizes: requests by size, 21 buckets     | unused  |
 *  +---------------+-----------------------------------------+---------+
 * </pre>
 *
 * All are u64 and only ever grow, but for balance and highest, which belong to the {@linkplain PeakMeter peak}. Allocations,
 * frees and bytes are not here: they are the sums over the library's sites. Bucket 0 counts requests up to 16 bytes, each
 * further one up to twice as much, the last one whatever is larger.
 */
final class CounterRecord {

    static final long REALLOCATIONS = 0;
    static final long FAILURES = REALLOCATIONS + Long.BYTES;
    static final long FOREIGN_FREES = FAILURES + Long.BYTES;
    static final long FOREIGN_BYTES = FOREIGN_FREES + Long.BYTES;
    static final long LOST = FOREIGN_BYTES + Long.BYTES;
    static final long MISSED_FREES = LOST + Long.BYTES;
    static final long BALANCE = MISSED_FREES + Long.BYTES;
    static final long HIGHEST = BALANCE + Long.BYTES;
    static final long SIZES = HIGHEST + Long.BYTES;
    static final int SIZE_BUCKETS = 21;
    static final long USED = SIZES + SIZE_BUCKETS * (long) Long.BYTES;
    static final long BYTES = 256;

    private static final int SMALLEST_BUCKET_BITS = 4; // 16 bytes

    private CounterRecord() {}

    /** The offset of the bucket that counts requests of {@code size} bytes. */
    static long sizeBucket(long size) {
        long smallest = (1 << SMALLEST_BUCKET_BITS) - 1;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(size, 1) - 1 | smallest);
        int bucket = Math.min(bits - SMALLEST_BUCKET_BITS, SIZE_BUCKETS - 1);
        return SIZES + bucket * (long) Long.BYTES;
    }

    /** The largest request that {@code bucket} counts; {@link Long#MAX_VALUE} for the last. */
    static long largestInBucket(int bucket) {
        return bucket == SIZE_BUCKETS - 1 ? Long.MAX_VALUE : 1L << (bucket + SMALLEST_BUCKET_BITS);
    }
}
