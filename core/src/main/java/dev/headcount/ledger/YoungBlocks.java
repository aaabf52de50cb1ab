package dev.headcount.ledger;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;

/**
 * The blocks that one thread allocated last: most blocks die young, on the thread that made them, and those never cost a
 * locked instruction.
 *
 * <p>A direct-mapped table of {@value #SLOTS} {@linkplain BlockSlot slots} by a hash of the address. A block whose slot is
 * taken sends the older one to the {@link LiveBlockTable}; what lives long settles there by itself.
 *
 * <p><b>Who writes.</b> The owner fills a free slot and clears its own blocks with plain stores. Another thread that frees
 * one of these blocks clears the slot by compare-and-set. Both cannot want the same block, since a block is freed once;
 * only moving it out can meet a foreign free, and so is a compare-and-set as well. The facts of a slot change only while
 * its address is 0, so whoever cleared it by compare-and-set has read the right ones.
 */
final class YoungBlocks {

    static final int SLOTS = 256;
    static final long BYTES = SLOTS * BlockSlot.BYTES;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, Knuth's multiplicative hashing
    private static final int HASH_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(SLOTS);

    private final long slots;

    YoungBlocks() {
        slots = Libc.calloc(SLOTS, BlockSlot.BYTES);
        if (slots == 0) {
            throw new OutOfMemoryError("no native memory for young blocks, bytes=" + BYTES);
        }
    }

    /** The address of the slot where the block belongs. */
    long slot(long address) {
        return slots + ((address * GOLDEN) >>> HASH_SHIFT) * BlockSlot.BYTES;
    }

    /** By the owner, into a slot that is free. */
    static void fill(long slot, long address, long size, int site, int born) {
        Memory.setLong(slot + BlockSlot.SIZE, size);
        Memory.setInt(slot + BlockSlot.SITE, site);
        Memory.setInt(slot + BlockSlot.BORN, born);
        Memory.setLongRelease(slot + BlockSlot.ADDRESS, address);
    }

    /** By the owner: the address of the block in the slot, or {@link BlockSlot#FREE}. */
    static long addressIn(long slot) {
        return Memory.getLong(slot + BlockSlot.ADDRESS);
    }

    /** By the owner, for a slot that holds a block. */
    static void free(long slot) {
        Memory.setLongRelease(slot + BlockSlot.ADDRESS, BlockSlot.FREE);
    }

    /** By the owner: copies what is known of a block that is here. */
    void read(long address, BlockFacts into) {
        into.read(slot(address));
    }

    /** By the owner, for a block that moves out; false where another thread took it meanwhile. */
    boolean clear(long address) {
        return Memory.casLong(slot(address) + BlockSlot.ADDRESS, address, BlockSlot.FREE);
    }

    /** By the owner: removes the block and copies what was known of it; false where it is not here. */
    boolean take(long address, BlockFacts into) {
        long slot = slot(address);
        if (Memory.getLong(slot + BlockSlot.ADDRESS) != address) {
            return false;
        }
        into.read(slot);
        free(slot);
        return true;
    }

    /** By any thread: as {@link #take}. */
    boolean takeShared(long address, BlockFacts into) {
        long slot = slot(address);
        if (Memory.getLongAcquire(slot + BlockSlot.ADDRESS) != address) {
            return false;
        }
        into.read(slot);
        return Memory.casLong(slot + BlockSlot.ADDRESS, address, BlockSlot.FREE);
    }

    /** By any thread: finds the block that {@code pointer} points into, its start excluded. */
    boolean findAround(long pointer, BlockFacts into) {
        for (long slot = slots; slot < slots + BYTES; slot += BlockSlot.BYTES) {
            if (readShared(slot, into) && into.surrounds(pointer)) {
                return true;
            }
        }
        return false;
    }

    /** By any thread: shows every block that stays here all the while. */
    void forEach(LiveBlockTable.Visitor visitor, BlockFacts block) {
        for (long slot = slots; slot < slots + BYTES; slot += BlockSlot.BYTES) {
            if (readShared(slot, block)) {
                visitor.block(block);
            }
        }
    }

    private static boolean readShared(long slot, BlockFacts into) {
        long address = Memory.getLongAcquire(slot + BlockSlot.ADDRESS);
        into.read(slot);
        return address != BlockSlot.FREE && Memory.getLongAcquire(slot + BlockSlot.ADDRESS) == address;
    }
}
