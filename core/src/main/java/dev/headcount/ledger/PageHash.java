package dev.headcount.ledger;

/**
 * Where a page of the address space belongs in a table: pages that follow one another lie apart, and tables that add a block's
 * place on its page keep the blocks of a page together, as the allocators do.
 */
final class PageHash {

    /** Pages are of 4 KiB here, whatever the kernel's are. */
    static final int PAGE_BITS = 12;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, Knuth's multiplicative hashing

    private PageHash() {}

    /** For {@link #of}: how far to shift for a table of {@code size} places, a power of two. */
    static int shift(int size) {
        return Long.SIZE - Integer.numberOfTrailingZeros(size);
    }

    /** The place of the page that {@code address} is on. */
    static long of(long address, int shift) {
        return ((address >>> PAGE_BITS) * GOLDEN) >>> shift;
    }
}
