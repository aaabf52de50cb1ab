package dev.headcount.ledger;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;

/**
 * A hint which thread allocated last on a 4 KiB page of the address space: the number of its counter page, by a hash of the
 * address. May be wrong. Allocators give each thread pages of its own, so the hint rarely changes and its cache lines stay
 * shared.
 */
final class PageOwners {

    private static final int ENTRIES = 1 << 14;
    static final long BYTES = ENTRIES * (long) Integer.BYTES;

    private static final int PAGE_BITS = 12;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int HASH_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(ENTRIES);

    private final long entries;

    PageOwners() {
        entries = Libc.calloc(ENTRIES, Integer.BYTES);
        if (entries == 0) {
            throw new OutOfMemoryError("no native memory for the page owners, bytes=" + BYTES);
        }
    }

    void set(long address, int pageNumber) {
        long entry = entry(address);
        if (Memory.getInt(entry) != pageNumber) {
            Memory.setInt(entry, pageNumber);
        }
    }

    int of(long address) {
        return Memory.getInt(entry(address));
    }

    private long entry(long address) {
        return entries + (((address >>> PAGE_BITS) * GOLDEN) >>> HASH_SHIFT) * Integer.BYTES;
    }
}
