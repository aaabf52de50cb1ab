package dev.headcount.ledger;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.allocator.NativeBlock;
import dev.headcount.site.CallContext;

/**
 * The events of one library's allocator, as the tracked functions report them: the hot side's door to the ledger.
 *
 * <p><b>Order.</b> Report an allocation after the allocator made it and a free before the allocator gets it, since an
 * address may be used again the moment it is free. A reallocation is reported on both sides: {@link #reallocating} takes
 * the old block out, {@link #reallocated} puts the new one in, or the old one back.
 *
 * <p><b>Who waits, who pays.</b> The caller pays some 10 ns an event, and the stack walk for the first allocation of a
 * downcall. It waits for nobody but another writer of the same shard of the live-block table. Nothing here throws: what
 * goes wrong is counted as a {@linkplain TrackerSnapshot#faults fault}.
 */
public final class LibraryLedger {

    private static final long COUNTED_BY_NATIVES = -1; // in the place of a size

    private final Ledger ledger;
    private final int index;
    private final HeaderReader header;
    private final Account account;
    private final WrongPointers wrong;
    private boolean besideNatives;

    LibraryLedger(Ledger ledger, int index, HeaderReader header) {
        this.ledger = ledger;
        this.index = index;
        this.header = header;
        this.account = new Account(index);
        this.wrong = new WrongPointers(ledger, index);
    }

    /**
     * After the allocator was asked for {@code size} bytes.
     *
     * @param address what it answered; 0 is a failure unless nothing was asked for
     * @return the address
     */
    public long allocated(long address, long size) {
        try {
            if (isOfNatives(address)) {
                return address;
            }
            if (address != 0) {
                header.learn(address, size);
            }
            allocated(ledger.thread(), address, size, 0);
        } catch (Throwable t) {
            ledger.faults.add(t);
        }
        return address;
    }

    /** As {@link #allocated}, for an alignment of the caller's: where that puts the header is the allocator's secret. */
    public long allocatedAligned(long address, long size) {
        try {
            if (!isOfNatives(address)) {
                allocated(ledger.thread(), address, size, BlockSlot.UNCHECKED);
            }
        } catch (Throwable t) {
            ledger.faults.add(t);
        }
        return address;
    }

    private void allocated(ThreadState thread, long address, long size, int flags) {
        if (address != 0) {
            born(thread, address, size, flags);
        } else if (size != 0) {
            account.count(thread, CounterRecord.FAILURES);
        }
    }

    /**
     * Before the allocator gets a block back.
     *
     * @return whether it should get it: false for a pointer that is known to be wrong
     */
    public boolean freeing(long address) {
        if (address == 0) {
            return true;
        }
        try {
            ThreadState thread = ledger.thread();
            YoungBlocks young = thread.young;
            if (young != null) {
                long slot = young.slot(address);
                if (YoungBlocks.addressIn(slot) == address) { // most are, and this is all that they cost
                    int site = BlockSlot.site(slot);
                    long size = BlockSlot.size(slot);
                    int born = BlockSlot.born(slot);
                    YoungBlocks.free(slot);
                    died(thread, address, size, site, born);
                    return true;
                }
            }
            return freeingOlder(thread, address);
        } catch (Throwable t) {
            ledger.faults.add(t);
            return true;
        }
    }

    private boolean freeingOlder(ThreadState thread, long address) {
        BlockFacts block = thread.block;
        if (ledger.blocks.take(thread, address, block)) {
            died(thread, address, block.size, block.site, block.born);
            return true;
        }
        WrongPointers.Verdict verdict = wrong.judge(thread, address, besideNatives);
        if (verdict == WrongPointers.Verdict.FOREIGN) {
            freedForeign(thread, header.requestedBytes(address));
        }
        return verdict != WrongPointers.Verdict.HOLD_BACK;
    }

    /** A block ends, in good order if its header is. */
    void died(ThreadState thread, long address, long size, int site, int born) {
        SiteCounters counters = thread.counters(ledger, site);
        counters.library().checkHeader(thread, address, size, site, born);
        ended(thread, counters, address, size, site);
    }

    void ended(ThreadState thread, SiteCounters counters, long address, long size, int site) {
        ledger.dead.add(address, site, thread.context.function());
        counters.died(size);
    }

    private void checkHeader(ThreadState thread, long address, long size, int site, int born) {
        if (BlockSlot.isChecked(born) && header.disagrees(address, size)) {
            wrong.damagedHeader(thread, header.format(), address, size, site);
        }
    }

    /**
     * Before the allocator gets a block to change its size.
     *
     * @return whether it should get it: false for a pointer that is known to be wrong
     */
    public boolean reallocating(long address) {
        if (address == 0) {
            return true;
        }
        try {
            ThreadState thread = ledger.thread();
            BlockFacts block = thread.reallocations.begin(address);
            if (ledger.blocks.take(thread, address, block)) {
                // Now: later the memory may be anybody's.
                ledger.ownerOf(block.site).checkHeader(thread, address, block.size, block.site, block.born);
                return true;
            }
            WrongPointers.Verdict verdict =
                    wrong.judge(thread, address, besideNatives); // first: dead memory may be gone
            if (verdict == WrongPointers.Verdict.HOLD_BACK) {
                thread.reallocations.end(address);
                return false;
            }
            long size = switch (verdict) {
                case FOREIGN -> header.requestedBytes(address);
                case OF_NATIVES -> COUNTED_BY_NATIVES;
                default -> 0;
            };
            block.set(address, size, CallContext.NO_SITE, 0);
            return true;
        } catch (Throwable t) {
            ledger.faults.add(t);
            return true;
        }
    }

    /**
     * After the allocator was asked to change the size of the block at {@code old} to {@code size} bytes.
     *
     * <pre>
     *  old      answer   size   what happened
     *  0        any      any    an allocation
     *  known    block    any    a reallocation: the old block ended, the new one was born here and now
     *  known    0        0      a free
     *  known    0        more   a failure: the old block lives on, with its own site and birth
     *  foreign  block    any    a foreign free, and an allocation
     *  foreign  0        0      a foreign free
     *  foreign  0        more   a failure
     * </pre>
     *
     * A block of the native allocator, old or new, counts there and not here.
     *
     * @param address the allocator's answer
     * @return the address
     */
    public long reallocated(long address, long old, long size) {
        if (old == 0) {
            return allocated(address, size);
        }
        try {
            ThreadState thread = ledger.thread();
            BlockFacts block = thread.reallocations.end(old);
            boolean known = block != null && block.site != CallContext.NO_SITE;
            if (address == 0 && size != 0) {
                account.count(thread, CounterRecord.FAILURES);
                if (known) {
                    ledger.arrivals.enter(thread, block.address, block.size, block.site, block.born);
                }
            } else if (known) {
                moved(thread, block, address, size);
            } else {
                if (block == null || block.size != COUNTED_BY_NATIVES) {
                    freedForeign(thread, block == null ? 0 : block.size);
                }
                if (address != 0 && !isOfNatives(address)) {
                    born(thread, address, size, 0);
                }
            }
        } catch (Throwable t) {
            ledger.faults.add(t);
        }
        return address;
    }

    /** The events of functions that the library no longer has. */
    public FormerFunctions formerFunctions() {
        return new FormerFunctions(ledger, this);
    }

    /** The allocator threw instead of answering. */
    public void threw(Throwable thrown) {
        ledger.faults.add(thrown);
    }

    private void moved(ThreadState thread, BlockFacts old, long address, long size) {
        SiteCounters counters = thread.counters(ledger, old.site);
        LibraryLedger owner = counters.library();
        ended(thread, counters, old.address, old.size, old.site);
        if (address != 0 && !isOfNatives(address)) {
            born(thread, address, size, old.born & BlockSlot.UNCHECKED);
            if (owner == this) { // otherwise the block changed hands: a free there and an allocation here
                account.count(thread, CounterRecord.REALLOCATIONS);
            }
        }
    }

    private void born(ThreadState thread, long address, long size, int flags) {
        int site = ledger.finder.allocating(thread, index);
        thread.counters(ledger, site).born(size);
        ledger.arrivals.enter(thread, address, size, site, ledger.clock.seconds() | flags);
    }

    private void freedForeign(ThreadState thread, long bytes) {
        account.count(thread, CounterRecord.FOREIGN_FREES);
        account.add(thread, CounterRecord.FOREIGN_BYTES, bytes);
    }

    /**
     * The library may have blocks of Headcount's native allocator, and its allocator may be one that takes blocks from there: native
     * code counts these. To be said before the first event.
     */
    public void standBesideNatives() {
        besideNatives = true;
    }

    /** Whether native code made the block that was allocated, and counts it. */
    private boolean isOfNatives(long address) {
        return besideNatives && NativeBlock.beginsAt(address);
    }

    /** The library was given another allocator, which may keep another header. */
    public void allocatorReplaced() {
        header.replaced();
    }

    /** Which header the library's allocator writes, as far as is known; {@link HeaderFormat#NONE} where it is not. */
    public HeaderFormat headerFormat() {
        return header.format();
    }

    /** The number of the library, from 0. */
    public int index() {
        return index;
    }

    HeaderReader header() {
        return header;
    }

    Account account() {
        return account;
    }

    DamageLog damage() {
        return wrong.log();
    }
}
