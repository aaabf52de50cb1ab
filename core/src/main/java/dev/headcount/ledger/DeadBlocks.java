package dev.headcount.ledger;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;

/**
 * The blocks freed last, by address: tells a double free from the free of a block that was never ours.
 *
 * <p>A direct-mapped table of {@value #SLOTS} slots; a newer block simply takes the slot over, so a double free is known as
 * one until about that many other blocks were freed in between. 16 bytes a slot:
 *
 * <pre>
 *  0           8           12          16
 *  +-----------+-----------+-----------+
 *  | address   | born at   | freed in  |
 *  | u64       | site u32  | func. u32 |
 *  +-----------+-----------+-----------+
 * </pre>
 *
 * Written without a lock: two threads that free blocks of the same slot at the same moment may mix these two up, never
 * the address that decides. The live-block table is asked first, so an address that lives again does no harm here.
 */
final class DeadBlocks {

    static final int SLOTS = 1 << 15;

    private static final long ADDRESS = 0;
    private static final long BORN_AT = ADDRESS + Long.BYTES;
    private static final long FREED_IN = BORN_AT + Integer.BYTES;
    private static final long SLOT_BYTES = FREED_IN + Integer.BYTES;
    static final long BYTES = SLOTS * SLOT_BYTES;

    private static final int HASH_SHIFT = PageHash.shift(SLOTS);

    private final long slots = allocate();

    private static long allocate() {
        long address = Libc.calloc(SLOTS, SLOT_BYTES);
        if (address == 0) {
            throw new OutOfMemoryError("no native memory for the dead blocks, bytes=" + BYTES);
        }
        return address;
    }

    void add(long address, int bornAt, int freedIn) {
        long slot = slot(address);
        Memory.setInt(slot + BORN_AT, bornAt);
        Memory.setInt(slot + FREED_IN, freedIn);
        Memory.setLongRelease(slot + ADDRESS, address);
    }

    /** For an address that lives again but is not in the live-block table. */
    void forget(long address) {
        long slot = slot(address);
        if (Memory.getLongAcquire(slot + ADDRESS) == address) {
            Memory.setLongRelease(slot + ADDRESS, 0);
        }
    }

    boolean contains(long address) {
        return Memory.getLongAcquire(slot(address) + ADDRESS) == address;
    }

    /** Where the block was allocated; only after {@link #contains}. */
    int bornAt(long address) {
        return Memory.getInt(slot(address) + BORN_AT);
    }

    /** The function that freed it; only after {@link #contains}. */
    int freedIn(long address) {
        return Memory.getInt(slot(address) + FREED_IN);
    }

    /** Blocks of a page lie in the order of the page, so that those freed in a row share cache lines. */
    private long slot(long address) {
        long page = PageHash.of(address, HASH_SHIFT);
        long place = address >>> 4 & 255;
        return slots + (page + place & SLOTS - 1) * SLOT_BYTES;
    }
}
