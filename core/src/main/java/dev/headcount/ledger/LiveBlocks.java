package dev.headcount.ledger;

import dev.headcount.ledger.LiveBlockTable.Put;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * All live blocks: the young ones with the threads that made them, the others in the common table.
 *
 * <p>A block moves from the young ones to the table under the lock of its shard, so whoever looks among the young first
 * and in the table after finds every block that lives, and finds it once. In both places at a time it could be freed from
 * one, its address handed out anew, and the new block be taken for what is left of the old one.
 *
 * <p><b>Who pays.</b> The thread that frees its own young block: some loads and stores. One that frees another thread's
 * young block: a look into the young blocks of the thread that the {@linkplain BlockOwners hint} names; only if the hint
 * fails, into the table and into those of all threads.
 */
final class LiveBlocks {

    /** What all wide tables of young blocks take together, at most: this, and this part of what the table may take. */
    private static final long WIDE_BYTES = 16L << 20;

    private static final int WIDE_PART = 16;

    private final LiveBlockTable table;
    private final CounterPages pages;
    private final AtomicLong wideBytesLeft;
    private volatile BlockOwners owners = BlockOwners.ofFew();
    private final SearchBudget searches = new SearchBudget();

    LiveBlocks(LiveBlockTable table, CounterPages pages) {
        this.table = table;
        this.pages = pages;
        this.wideBytesLeft = new AtomicLong(Math.min(WIDE_BYTES, table.maxBytes() / WIDE_PART));
    }

    /** What is kept for a thread that allocates for the first time. With many of them hints are for single blocks from then on. */
    ThreadState begin(Thread thread) {
        CounterPage page = pages.pageFor(thread);
        if (page.number() >= BlockOwners.FEW_THREADS) {
            synchronized (this) {
                owners = owners.forMany();
            }
        }
        return new ThreadState(page);
    }

    /**
     * Enters a block. Whatever the answer, it is entered, or {@code other} says that it was not.
     *
     * @param other unless the answer is {@link Put#NEW}, receives the block that is no longer here: with {@link
     *     Put#REPLACED} one whose address was handed out anew, with {@link Put#REFUSED} one that found no room; after {@link
     *     Put#CROWDED}, which is {@code NEW} otherwise, {@link #widen} pays
     */
    Put put(ThreadState thread, long address, long size, int site, int born, BlockFacts other) {
        YoungBlocks young = thread.young;
        if (young == null) {
            return table.put(address, size, site, born, other);
        }
        Put result = Put.NEW;
        long slot = young.slot(address);
        long older = YoungBlocks.addressIn(slot);
        if (older != BlockSlot.FREE) {
            result = makeRoom(young, older, address, other);
            if (result == Put.NEW && young.isCrowded(BlockSlot.second(born))) {
                result = Put.CROWDED;
            }
        }
        owners.set(address, thread.page.number());
        YoungBlocks.fill(slot, address, size, site, born);
        return result;
    }

    private Put makeRoom(YoungBlocks young, long older, long address, BlockFacts other) {
        if (older == address) {
            return young.takeShared(older, other) ? Put.REPLACED : Put.NEW;
        }
        return table.moveIn(young, older, other);
    }

    /**
     * Gives the thread more room for its young blocks, unless others have too much of it already. Those that it has move to
     * the table first, one by one, so that nobody who looks for one of them meanwhile misses it.
     *
     * @param settled is told of each that moves, with {@code other} as after {@link #put}
     */
    void widen(ThreadState thread, BlockFacts other, Consumer<Put> settled) {
        if (wideBytesLeft.addAndGet(-YoungBlocks.WIDE_BYTES) < 0) {
            wideBytesLeft.addAndGet(YoungBlocks.WIDE_BYTES);
            return;
        }
        thread.young.moveTo(table, other, settled);
        thread.young = thread.page.widen();
    }

    /** Removes the block at {@code address} and copies what was known of it; false where there is none. */
    boolean take(ThreadState thread, long address, BlockFacts into) {
        YoungBlocks young = thread.young;
        if (young != null && young.take(address, into)) {
            return true;
        }
        int owner = owners.of(address);
        if (owner == BlockOwners.NONE) { // young nowhere
            return fetch(young, address, into);
        }
        return takeFromLikely(thread, owner, address, into)
                || fetch(young, address, into)
                || takeFromOthers(address, into)
                || fetch(young, address, into); // it may have moved there meanwhile
    }

    private boolean fetch(YoungBlocks young, long address, BlockFacts into) {
        boolean found = table.take(address, into);
        if (found && young != null) {
            young.fetched();
        }
        return found;
    }

    private boolean takeFromLikely(ThreadState thread, int owner, long address, BlockFacts into) {
        CounterPage likely = pages.numbered(owner);
        return likely != null && likely != thread.page && likely.young().takeShared(address, into);
    }

    private boolean takeFromOthers(long address, BlockFacts into) {
        for (CounterPage page : pages.owned()) {
            if (page.young().takeShared(address, into)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Looks for the block that {@code pointer} points into, its start excluded: in the table as far as {@link
     * LiveBlockTable#findAround} goes, and among all young blocks. Only for pointers that are nobody's, and only while there is
     * {@linkplain SearchBudget something left} for such searches.
     *
     * @param second the time of the ledger's clock
     */
    boolean findAround(long pointer, int second, BlockFacts into) {
        if (!searches.isLeft(second)) {
            return false;
        }
        searches.spend(table.slotsAround(pointer));
        if (table.findAround(pointer, into)) {
            return true;
        }
        for (CounterPage page : pages.owned()) {
            searches.spend(page.young().slots());
            if (page.young().findAround(pointer, into)) {
                return true;
            }
        }
        return false;
    }

    /** Shows every block that lives all the while, some of them twice. */
    void forEach(LiveBlockTable.Visitor visitor) {
        BlockFacts block = new BlockFacts();
        for (CounterPage page : pages.owned()) {
            page.young().forEach(visitor, block);
        }
        table.forEach(visitor);
    }

    /** Bytes of native memory, but for the young blocks, which count with their pages. */
    long bytes() {
        return table.bytes() + owners.bytes();
    }
}
