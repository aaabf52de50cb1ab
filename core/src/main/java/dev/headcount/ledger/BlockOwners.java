package dev.headcount.ledger;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;

/**
 * A hint which thread allocated last at an address: the number of its counter page, 2 bytes each. Addresses share entries, so it
 * may be wrong; but where nobody ever allocated it says so for certain.
 *
 * <p>With few threads an entry is for a page of 4 KiB, since allocators give each thread pages of its own. With more threads than
 * the C library has arenas their blocks lie side by side, and a hint that is wrong costs a look into the young blocks of every
 * thread; then an entry is for 32 bytes.
 */
final class BlockOwners {

    static final int NONE = -1;

    /** Those whose hints may be for pages: glibc has eight arenas a processor. */
    static final int FEW_THREADS = 16;

    static final long BYTES = bytes(Entries.OF_PAGES);

    /** With more threads than this some are never named rightly; an entry is 0 where nobody is named. */
    private static final int MOST_OWNERS = 0xffff;

    /** How many entries there are, and how much of the address space each is for. */
    private enum Entries {
        OF_PAGES(1 << 15, PageHash.PAGE_BITS),
        OF_BLOCKS(1 << 19, 5);

        private final int count;
        private final int granuleBits;

        Entries(int count, int granuleBits) {
            this.count = count;
            this.granuleBits = granuleBits;
        }
    }

    private final long entries;
    private final long bytes;
    private final int hashShift;
    private final long mask;
    private final int granuleBits;
    private final long places;
    private final BlockOwners former;

    private BlockOwners(Entries kind, BlockOwners former) {
        this.former = former;
        bytes = bytes(kind);
        hashShift = PageHash.shift(kind.count);
        mask = kind.count - 1L;
        granuleBits = kind.granuleBits;
        places = (1L << (PageHash.PAGE_BITS - kind.granuleBits)) - 1;
        entries = Libc.calloc(kind.count, Short.BYTES);
        if (entries == 0) {
            throw new OutOfMemoryError("no native memory for the block owners, bytes=" + bytes);
        }
    }

    private static long bytes(Entries kind) {
        return kind.count * (long) Short.BYTES;
    }

    static BlockOwners ofFew() {
        return new BlockOwners(Entries.OF_PAGES, null);
    }

    /** What to ask from now on; it knows what was told here. */
    BlockOwners forMany() {
        return former == null ? new BlockOwners(Entries.OF_BLOCKS, this) : this;
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
        int owner = (Memory.getShort(entry(address)) & MOST_OWNERS) - 1;
        return owner == NONE && former != null ? former.of(address) : owner;
    }

    private long entry(long address) {
        long page = PageHash.of(address, hashShift);
        long place = (address >>> granuleBits) & places;
        return entries + ((page + place) & mask) * Short.BYTES;
    }

    /** Bytes of native memory. */
    long bytes() {
        return former == null ? bytes : bytes + former.bytes();
    }
}
