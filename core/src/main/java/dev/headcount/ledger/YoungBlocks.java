package dev.headcount.ledger;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.util.function.Consumer;

/**
 * The blocks that one thread allocated last: most blocks die young, on the thread that made them, and those never cost a
 * locked instruction.
 *
 * <p>A direct-mapped table of {@linkplain BlockSlot slots} by the address: a hash of the page, then by the place on it, so that
 * blocks side by side are so here too and share cache lines. A block whose slot is taken sends the older one to the {@link
 * LiveBlockTable}; what lives long settles there by itself. Of {@value #SLOTS} slots the most used part stays in the processor's
 * nearest cache. A thread that has thousands of blocks under way, queries in flight say, would
 * send nearly all of them to the table; it is given {@value #WIDE_SLOTS} instead, see {@link LiveBlocks#widen}.
 *
 * <p><b>Who writes.</b> The owner fills a free slot and clears its own blocks with plain stores. Another thread that frees
 * one of these blocks clears the slot by compare-and-set. Both cannot want the same block, since a block is freed once;
 * only moving it out can meet a foreign free, and so is a compare-and-set as well. The facts of a slot change only while
 * its address is 0, so whoever cleared it by compare-and-set has read the right ones.
 */
final class YoungBlocks {

    static final int SLOTS = 256;
    static final int WIDE_SLOTS = 1 << 14;
    static final long BYTES = SLOTS * BlockSlot.BYTES;
    static final long WIDE_BYTES = WIDE_SLOTS * BlockSlot.BYTES;

    private static final int CROWD = 4 * SLOTS;
    private static final int COMING_BACK = 4;

    private final long slots;
    private final long bytes;
    private final int hashShift;
    private final long mask;
    private int sent;
    private int fetched;
    private int since;

    private YoungBlocks(int size) {
        bytes = size * BlockSlot.BYTES;
        mask = size - 1L;
        hashShift = PageHash.shift(size);
        slots = Libc.calloc(size, BlockSlot.BYTES);
        if (slots == 0) {
            throw new OutOfMemoryError("no native memory for young blocks, bytes=" + bytes);
        }
    }

    /** Room for {@value #SLOTS} blocks. */
    static YoungBlocks few() {
        return new YoungBlocks(SLOTS);
    }

    /** Room for {@value #WIDE_SLOTS} blocks. */
    static YoungBlocks many() {
        return new YoungBlocks(WIDE_SLOTS);
    }

    boolean isWide() {
        return bytes == WIDE_BYTES;
    }

    /** How many blocks there is room for. */
    long slots() {
        return mask + 1;
    }

    /**
     * The address of the slot where the block belongs. A page has 128 places of 32 bytes, and 128 more for blocks that begin in
     * the second half of one.
     */
    long slot(long address) {
        long page = PageHash.of(address, hashShift);
        long place = (address >>> 5 & 127) | (address << 3 & 128);
        return slots + (page + place & mask) * BlockSlot.BYTES;
    }

    /**
     * By the owner, for each block that it sends to the table: whether there is too little room here, since a thousand went there
     * within about a second, and blocks come back from there too. Of those that stay there is never an end.
     *
     * @param second the time of the ledger's clock
     */
    boolean isCrowded(int second) {
        if (++sent < CROWD) {
            return false;
        }
        boolean crowded = second - since <= 1 && fetched >= CROWD / COMING_BACK && !isWide();
        sent = 0;
        fetched = 0;
        since = second;
        return crowded;
    }

    /** By the owner, for each block that it takes from the table. */
    void fetched() {
        fetched++;
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

    /** By the owner: sends every block to the table. */
    void moveTo(LiveBlockTable table, BlockFacts other, Consumer<LiveBlockTable.Put> settled) {
        for (long slot = slots; slot < slots + bytes; slot += BlockSlot.BYTES) {
            long address = addressIn(slot);
            if (address != BlockSlot.FREE) {
                settled.accept(table.moveIn(this, address, other));
            }
        }
    }

    /** By any thread: finds the block that {@code pointer} points into, its start excluded. */
    boolean findAround(long pointer, BlockFacts into) {
        for (long slot = slots; slot < slots + bytes; slot += BlockSlot.BYTES) {
            if (readShared(slot, into) && into.surrounds(pointer)) {
                return true;
            }
        }
        return false;
    }

    /** By any thread: shows every block that stays here all the while. */
    void forEach(LiveBlockTable.Visitor visitor, BlockFacts block) {
        for (long slot = slots; slot < slots + bytes; slot += BlockSlot.BYTES) {
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
