package dev.headcount.ledger;

import java.util.List;

/**
 * How many requests were of which size, reallocations included.
 *
 * @param counts by bucket; bucket {@code i} counts requests larger than the bucket before holds, up to
 *     {@link #largest largest(i)} bytes
 * @param totalBytes the sum of all requests
 */
public record SizeHistogram(List<Long> counts, long totalBytes) {

    public SizeHistogram {
        counts = List.copyOf(counts);
    }

    /** The largest request that the bucket counts; {@link Long#MAX_VALUE} for the last bucket. */
    public static long largest(int bucket) {
        return CounterRecord.largestInBucket(bucket);
    }
}
