package dev.headcount.ledger;

/**
 * The counters of one site on one {@linkplain CounterPage page}: 32 bytes, two to a cache line.
 *
 * <pre>
 *  0             8         16               24            32
 *  +-------------+---------+----------------+-------------+
 *  | allocations | frees   | allocated bytes| freed bytes |
 *  +-------------+---------+----------------+-------------+
 * </pre>
 *
 * A block's end is counted at the site that allocated it. Its reallocation ends it at its old site and makes it anew at
 * the new one. Pages hold site records by the {@value #PER_CHUNK}, made when the first site of a chunk is used.
 */
public final class SiteRecord {

    public static final int ALLOCATIONS = 0;
    public static final int FREES = ALLOCATIONS + Long.BYTES;
    public static final int ALLOCATED_BYTES = FREES + Long.BYTES;
    public static final int FREED_BYTES = ALLOCATED_BYTES + Long.BYTES;
    public static final int BYTES = FREED_BYTES + Long.BYTES;

    static final int CHUNK_BITS = 6;
    static final int PER_CHUNK = 1 << CHUNK_BITS;
    static final int CHUNK_BYTES = PER_CHUNK * BYTES;

    private SiteRecord() {}

    static int chunk(int site) {
        return site >>> CHUNK_BITS;
    }

    static long offset(int site) {
        return (site & (PER_CHUNK - 1)) * (long) BYTES;
    }
}
