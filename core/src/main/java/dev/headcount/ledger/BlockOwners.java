package dev.headcount.ledger;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;

/**
 * A hint which thread allocated last at an address: the number of its counter page, 2 bytes for each 16 of the address space.
 * Far apart addresses share an entry, so it may be wrong; but where nobody ever allocated it says so for certain.
 *
 * <p>For each block, not for each page of the address space: where threads outnumber the arenas of the C library their blocks
 * lie side by side, and a hint that is wrong costs a look into the young blocks of every thread.
 *
 * <p>Blocks side by side share cache lines here too. Of the {@value #BYTES} bytes only those take memory that were written once.
 */
final class BlockOwners {

    static final int NONE = -1;

    private static final int ENTRIES = 1 << 20;
    static final long BYTES = ENTRIES * (long) Short.BYTES;

    /** With more threads than this some are never named rightly; an entry is 0 where nobody is named. */
    private static final int MOST_OWNERS = 0xffff;

    private static final int PAGE_BITS = 12;
    private static final int GRANULE_BITS = 4;
    private static final int PLACES = 1 << (PAGE_BITS - GRANULE_BITS);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, Knuth's multiplicative hashing
    private static final int HASH_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(ENTRIES);

    private final long entries;

    BlockOwners() {
        entries = Libc.calloc(ENTRIES, Short.BYTES);
        if (entries == 0) {
            throw new OutOfMemoryError("no native memory for the block owners, bytes=" + BYTES);
        }
    }

    /** Before the block can be found where the owner puts it. */
    void set(long address, int pageNumber) {
        long entry = entry(address);
        short owner = (short) (pageNumber % MOST_OWNERS + 1);
        if (Memory.getShort(entry) != owner) {
            Memory.setShort(entry, owner);
        }
    }

    /** {@link #NONE} where no thread that has young blocks ever allocated there. */
    int of(long address) {
        return (Memory.getShort(entry(address)) & MOST_OWNERS) - 1;
    }

    private long entry(long address) {
        long page = ((address >>> PAGE_BITS) * GOLDEN) >>> HASH_SHIFT;
        long place = (address >>> GRANULE_BITS) & (PLACES - 1);
        return entries + ((page + place) & (ENTRIES - 1)) * Short.BYTES;
    }
}
