package dev.headcount.ledger;

/**
 * How a ledger is to keep its books.
 *
 * @param stacks whether sites have the Java call path, or only the API function
 * @param depth the frames to keep of a call path, at least 1
 * @param maxSites the sites to tell apart, at least 1
 * @param maxTableBytes the most native memory for the live-block table, in bytes
 * @param passOnDamage whether a double free and a pointer inside a block still reach the allocator
 * @param listing which blocks are listed one by one
 */
public record LedgerOptions(
        boolean stacks, int depth, int maxSites, long maxTableBytes, boolean passOnDamage, BlockListing listing) {

    /**
     * Call paths of 64 frames, 16,384 sites, a gibibyte of table (some 30 million blocks), damage not passed on, a block
     * listed for every 512 KiB.
     */
    public static final LedgerOptions DEFAULT =
            new LedgerOptions(true, 64, 16 * 1024, 1L << 30, false, BlockListing.DEFAULT);

    public LedgerOptions {
        if (depth < 1) {
            throw new IllegalArgumentException("a call path needs at least one frame, depth=" + depth);
        }
        if (maxTableBytes < 1) {
            throw new IllegalArgumentException("the table needs some memory, maxTableBytes=" + maxTableBytes);
        }
    }

    public LedgerOptions withMaxTableBytes(long bytes) {
        return new LedgerOptions(stacks, depth, maxSites, bytes, passOnDamage, listing);
    }

    public LedgerOptions withMaxSites(int sites) {
        return new LedgerOptions(stacks, depth, sites, maxTableBytes, passOnDamage, listing);
    }

    public LedgerOptions withStacks(boolean walked) {
        return new LedgerOptions(walked, depth, maxSites, maxTableBytes, passOnDamage, listing);
    }

    public LedgerOptions withPassOnDamage(boolean passedOn) {
        return new LedgerOptions(stacks, depth, maxSites, maxTableBytes, passedOn, listing);
    }

    public LedgerOptions withListing(BlockListing chosen) {
        return new LedgerOptions(stacks, depth, maxSites, maxTableBytes, passOnDamage, chosen);
    }
}
