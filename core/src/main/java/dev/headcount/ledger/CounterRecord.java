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
 *  56              64                                        232            240            248               256
 *  +---------------+-----------------------------------------+--------------+--------------+-----------------+
 *  | highest       | sizes: requests by size, 21 buckets     | outside site | double frees | damaged headers |
 *  +---------------+-----------------------------------------+--------------+--------------+-----------------+
 * </pre>
 *
 * All are u64 and only ever grow, but for balance and highest, which belong to the {@linkplain PeakMeter peak}, and the
 * outside site. Allocations, frees and bytes are not here: they are the sums over the library's sites. Bucket 0 counts
 * requests up to 16 bytes, each further one up to twice as much, the last one whatever is larger.
 *
 * <p>The last three are for native code, on a {@link ThreadPage}: the site of the page's thread outside of all downcalls,
 * and the damage it found.
 */
public final class CounterRecord {

    public static final int REALLOCATIONS = 0;
    public static final int FAILURES = REALLOCATIONS + Long.BYTES;
    public static final int FOREIGN_FREES = FAILURES + Long.BYTES;
    public static final int FOREIGN_BYTES = FOREIGN_FREES + Long.BYTES;
    public static final int LOST = FOREIGN_BYTES + Long.BYTES;
    public static final int MISSED_FREES = LOST + Long.BYTES;
    public static final int BALANCE = MISSED_FREES + Long.BYTES;
    public static final int HIGHEST = BALANCE + Long.BYTES;
    public static final int SIZES = HIGHEST + Long.BYTES;
    public static final int SIZE_BUCKETS = 21;
    public static final int OUTSIDE_SITE = SIZES + SIZE_BUCKETS * Long.BYTES;
    public static final int DOUBLE_FREES = OUTSIDE_SITE + Long.BYTES;
    public static final int DAMAGED_HEADERS = DOUBLE_FREES + Long.BYTES;
    public static final int BYTES = DAMAGED_HEADERS + Long.BYTES;

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
