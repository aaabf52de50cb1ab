package dev.headcount.ledger;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The live blocks by address, off-heap: what each free and realloc asks, and what a snapshot lists.
 *
 * <p><b>Structure.</b> {@value #SHARDS} {@linkplain TableShard shards}, each an open-addressing table of its own with
 * linear probing. A page of 4 KiB of the address space belongs to one shard, so that the blocks of one thread, which its
 * allocator keeps close together, stay in few shards and off the cache lines of other threads. Removing shifts the
 * following slots back instead of leaving a mark, so a shard never wears out. A shard grows by a quarter at {@value
 * #MAX_LOAD_PERCENT} % load, so a block costs 30 to 38 bytes, and shrinks when three quarters of it are empty.
 *
 * <p><b>Who waits, who pays.</b> Writers of the same shard wait for each other, for some 10 ns, or some microseconds while
 * it grows. Readers never make a writer wait: they copy a shard and keep the copy if the shard's sequence did not move.
 * While a reader is at work, slots that a growing shard leaves behind are kept until the last reader is done.
 *
 * <p><b>Bounded.</b> With {@code maxBytes} used no shard grows any more; a block that then finds its shard full is
 * refused, and the caller counts it as lost.
 */
final class LiveBlockTable {

    static final int SHARDS = 4096;

    private static final int SHARD_SHIFT = PageHash.shift(SHARDS);
    private static final long MIX = 0xD6E8FEB86659FD93L; // of Evensen's rrmxmx, only to differ from PageHash
    private static final int FIRST_CAPACITY = 8;
    private static final int MAX_LOAD_PERCENT = 80;
    private static final int PAGES_AROUND = 4;

    private final long shards = allocate(SHARDS * TableShard.BYTES);
    private final long maxBytes;
    private final DeadBlocks dead;
    private final AtomicLong bytes = new AtomicLong(SHARDS * TableShard.BYTES);
    private final RetiredSlots retired = new RetiredSlots();

    /** @param dead where an address is to be forgotten whose new block is refused */
    LiveBlockTable(long maxBytes, DeadBlocks dead) {
        this.maxBytes = maxBytes;
        this.dead = dead;
    }

    /** What became of a {@link #put}. */
    enum Put {
        NEW,
        /** The address was in the table: it was handed out anew although no free of it was seen. */
        REPLACED,
        /** The table is full. */
        REFUSED,
        /** New, and the thread sends so many young blocks here that it should have more room for them; of {@link LiveBlocks}. */
        CROWDED
    }

    /**
     * Enters a block.
     *
     * @param other with {@link Put#REPLACED} receives what was known of the block before, with {@link Put#REFUSED} the
     *     block that is refused
     */
    Put put(long address, long size, int site, int born, BlockFacts other) {
        long shard = shardOf(address);
        int sequence = TableShard.lock(shard);
        try {
            return put(shard, address, size, site, born, other);
        } finally {
            TableShard.unlock(shard, sequence);
        }
    }

    /**
     * Enters a block that leaves the young ones; nothing happens where another thread takes it first. It leaves them under
     * the shard's lock, so it is never in both places, and whoever misses it there waits here until it has come.
     */
    Put moveIn(YoungBlocks young, long address, BlockFacts other) {
        long shard = shardOf(address);
        int sequence = TableShard.lock(shard);
        try {
            young.read(address, other);
            return young.clear(address) ? put(shard, address, other.size, other.site, other.born, other) : Put.NEW;
        } finally {
            TableShard.unlock(shard, sequence);
        }
    }

    private Put put(long shard, long address, long size, int site, int born, BlockFacts other) {
        if (isFull(shard)
                && !resize(shard, grown(TableShard.capacity(shard)))
                && TableShard.count(shard) + 1 >= TableShard.capacity(shard)) {
            other.set(address, size, site, born);
            dead.forget(address); // under the lock: it lives, and its free must not meet its former life
            return Put.REFUSED;
        }
        long slot = find(TableShard.slots(shard), TableShard.capacity(shard), address);
        boolean known = Memory.getLong(slot) == address;
        if (known) {
            other.read(slot);
        }
        Memory.setLong(slot + BlockSlot.ADDRESS, address);
        Memory.setLong(slot + BlockSlot.SIZE, size);
        Memory.setInt(slot + BlockSlot.SITE, site);
        Memory.setInt(slot + BlockSlot.BORN, born);
        if (known) {
            return Put.REPLACED;
        }
        TableShard.setCount(shard, TableShard.count(shard) + 1);
        return Put.NEW;
    }

    /** Removes the block at {@code address} and copies what was known of it; false where there is none. */
    boolean take(long address, BlockFacts into) {
        long shard = shardOf(address);
        int sequence = TableShard.lock(shard);
        try {
            int count = TableShard.count(shard);
            if (count == 0) {
                return false;
            }
            long slots = TableShard.slots(shard);
            long capacity = TableShard.capacity(shard);
            long slot = find(slots, capacity, address);
            if (Memory.getLong(slot) != address) {
                return false;
            }
            into.read(slot);
            closeGap(slots, capacity, slot);
            TableShard.setCount(shard, count - 1);
            if (capacity > FIRST_CAPACITY * 8 && count < capacity / 4) {
                resize(shard, capacity / 2);
            }
            return true;
        } finally {
            TableShard.unlock(shard, sequence);
        }
    }

    /** The slot that holds the address, or the free one where it belongs; there is always a free one. */
    private static long find(long slots, long capacity, long address) {
        long end = slots + capacity * BlockSlot.BYTES;
        long slot = slots + home(address, capacity) * BlockSlot.BYTES;
        while (true) {
            long found = Memory.getLong(slot);
            if (found == address || found == BlockSlot.FREE) {
                return slot;
            }
            slot += BlockSlot.BYTES;
            if (slot == end) {
                slot = slots;
            }
        }
    }

    /** Moves blocks back over the gap until none is cut off from its home slot. */
    private static void closeGap(long slots, long capacity, long gapSlot) {
        long gap = (gapSlot - slots) / BlockSlot.BYTES;
        long next = gap;
        while (true) {
            next = next + 1 == capacity ? 0 : next + 1;
            long from = slots + next * BlockSlot.BYTES;
            long address = Memory.getLong(from);
            if (address == BlockSlot.FREE) {
                Memory.setLong(slots + gap * BlockSlot.BYTES, BlockSlot.FREE);
                return;
            }
            long home = home(address, capacity);
            boolean reachable = gap <= next ? gap < home && home <= next : gap < home || home <= next;
            if (!reachable) {
                Memory.copy(from, slots + gap * BlockSlot.BYTES, BlockSlot.BYTES);
                gap = next;
            }
        }
    }

    private boolean isFull(long shard) {
        return (TableShard.count(shard) + 1L) * 100 > TableShard.capacity(shard) * MAX_LOAD_PERCENT;
    }

    private static long grown(long capacity) {
        return capacity == 0 ? FIRST_CAPACITY : capacity + Math.max(FIRST_CAPACITY / 2, capacity / 4);
    }

    /** Under the shard's lock. False where there is no memory, or no more allowed: the shard stays as it is. */
    private boolean resize(long shard, long newCapacity) {
        long oldCapacity = TableShard.capacity(shard);
        long oldSlots = TableShard.slots(shard);
        long change = (newCapacity - oldCapacity) * BlockSlot.BYTES;
        if (change > 0 && bytes.get() + change > maxBytes) {
            return false;
        }
        long newSlots = Libc.calloc(newCapacity, BlockSlot.BYTES);
        if (newSlots == 0) {
            return false;
        }
        for (long i = 0; i < oldCapacity; i++) {
            long slot = oldSlots + i * BlockSlot.BYTES;
            long address = Memory.getLong(slot);
            if (address != BlockSlot.FREE) {
                Memory.copy(slot, find(newSlots, newCapacity, address), BlockSlot.BYTES);
            }
        }
        Memory.setLong(shard + TableShard.SLOTS, newSlots);
        Memory.setLong(shard + TableShard.CAPACITY, newCapacity);
        bytes.addAndGet(change);
        if (oldSlots != 0) {
            retired.retire(oldSlots, oldCapacity * BlockSlot.BYTES);
        }
        return true;
    }

    /** Receives each block of a snapshot; the facts are reused from call to call. */
    interface Visitor {
        void block(BlockFacts block);
    }

    /** Shows every block that lives all the while. Blocks that come or go meanwhile may be shown or not. */
    void forEach(Visitor visitor) {
        ShardCopy copy = new ShardCopy();
        retired.enterReader();
        try {
            for (int i = 0; i < SHARDS; i++) {
                copy.read(shards + i * TableShard.BYTES);
                copy.forEach(visitor);
            }
        } finally {
            retired.exitReader();
        }
    }

    /**
     * Looks for the block that {@code pointer} points into, its start excluded, where the block starts on the pointer's page
     * or on one of the {@value #PAGES_AROUND} before. Only for pointers that are wrong already: it reads whole shards.
     */
    boolean findAround(long pointer, BlockFacts into) {
        for (int page = 0; page <= PAGES_AROUND; page++) {
            if (findIn(shardBefore(pointer, page), pointer, into)) {
                return true;
            }
        }
        return false;
    }

    /** How many slots {@link #findAround} has to read, if none of these shards grows meanwhile. */
    long slotsAround(long pointer) {
        long slots = 0;
        for (int page = 0; page <= PAGES_AROUND; page++) {
            slots += TableShard.capacity(shardBefore(pointer, page));
        }
        return slots;
    }

    /** The shard of the page that is so many pages before the pointer's. */
    private long shardBefore(long pointer, int page) {
        return shardOf(pointer - ((long) page << PageHash.PAGE_BITS));
    }

    private static boolean findIn(long shard, long pointer, BlockFacts into) {
        int sequence = TableShard.lock(shard);
        try {
            long end = TableShard.slots(shard) + TableShard.capacity(shard) * BlockSlot.BYTES;
            for (long slot = TableShard.slots(shard); slot < end; slot += BlockSlot.BYTES) {
                into.read(slot);
                if (into.address != BlockSlot.FREE && into.surrounds(pointer)) {
                    return true;
                }
            }
            return false;
        } finally {
            TableShard.unlock(shard, sequence);
        }
    }

    /** What the table may take, in bytes. */
    long maxBytes() {
        return maxBytes;
    }

    /** Bytes of native memory that the table takes. */
    long bytes() {
        return bytes.get() + retired.bytes();
    }

    private long shardOf(long address) {
        return shards + PageHash.of(address, SHARD_SHIFT) * TableShard.BYTES;
    }

    /** Multiply and shift, instead of a remainder: the high half of hash * capacity. */
    private static long home(long address, long capacity) {
        return (((address * MIX) >>> Integer.SIZE) * capacity) >>> Integer.SIZE;
    }

    private static long allocate(long size) {
        long address = Libc.calloc(1, size);
        if (address == 0) {
            throw new OutOfMemoryError("no native memory for the live-block table, bytes=" + size);
        }
        return address;
    }
}
