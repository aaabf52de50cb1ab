package dev.headcount.ledger;

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

    private final Ledger ledger;
    private final int index;
    private final HeaderReader header;
    private final Account account;
    private final WrongPointers wrong;

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
            if (address != 0) {
                header.learn(address, size);
            }
            allocated(ledger.thread(), address, size, 0);
        } catch (Throwable t) {
            ledger.fault(t);
        }
        return address;
    }

    /** As {@link #allocated}, for an alignment of the caller's: where that puts the header is the allocator's secret. */
    public long allocatedAligned(long address, long size) {
        try {
            allocated(ledger.thread(), address, size, BlockSlot.UNCHECKED);
        } catch (Throwable t) {
            ledger.fault(t);
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
            BlockFacts block = thread.block;
            if (!ledger.blocks.take(thread, address, block)) {
                return freeingUnknown(thread, address);
            }
            LibraryLedger owner = ledger.ownerOf(block.site);
            owner.wrong.checkHeader(thread, block, owner.header);
            owner.died(thread, block);
        } catch (Throwable t) {
            ledger.fault(t);
        }
        return true;
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
            BlockFacts block = thread.reallocated;
            thread.reallocatedKnown = ledger.blocks.take(thread, address, block);
            if (thread.reallocatedKnown) {
                LibraryLedger owner = ledger.ownerOf(block.site);
                owner.wrong.checkHeader(thread, block, owner.header); // now: later the memory may be anybody's
                return true;
            }
            WrongPointers.Verdict verdict = wrong.judge(thread, address); // first: dead memory may be gone
            block.size = verdict == WrongPointers.Verdict.FOREIGN ? header.requestedBytes(address) : 0;
            return verdict != WrongPointers.Verdict.HOLD_BACK;
        } catch (Throwable t) {
            ledger.fault(t);
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
     * @param address the allocator's answer
     * @return the address
     */
    public long reallocated(long address, long old, long size) {
        if (old == 0) {
            return allocated(address, size);
        }
        try {
            ThreadState thread = ledger.thread();
            if (address == 0 && size != 0) {
                failed(thread);
            } else if (thread.reallocatedKnown) {
                moved(thread, address, size);
            } else {
                freedForeign(thread, thread.reallocated.size);
                if (address != 0) {
                    born(thread, address, size, 0);
                }
            }
        } catch (Throwable t) {
            ledger.fault(t);
        }
        return address;
    }

    /** The allocator threw instead of answering. */
    public void threw(Throwable thrown) {
        ledger.fault(thrown);
    }

    private void failed(ThreadState thread) {
        account.count(thread, CounterRecord.FAILURES);
        if (thread.reallocatedKnown) {
            BlockFacts block = thread.reallocated;
            enter(thread, block.address, block.size, block.site, block.born);
        }
    }

    private void moved(ThreadState thread, long address, long size) {
        LibraryLedger owner = ledger.ownerOf(thread.reallocated.site);
        owner.died(thread, thread.reallocated);
        if (address != 0) {
            born(thread, address, size, thread.reallocated.born & BlockSlot.UNCHECKED);
            if (owner == this) { // otherwise the block changed hands: a free there and an allocation here
                account.count(thread, CounterRecord.REALLOCATIONS);
            }
        }
    }

    private void born(ThreadState thread, long address, long size, int flags) {
        int site = ledger.finder.allocating(thread, index);
        account.born(thread, site, size);
        enter(thread, address, size, site, ledger.clock.seconds() | flags);
    }

    private void enter(ThreadState thread, long address, long size, int site, int born) {
        BlockFacts other = thread.block;
        switch (ledger.blocks.put(thread, address, size, site, born, other)) {
            case NEW -> {}
            case REPLACED -> ledger.ownerOf(other.site).account.died(thread, other, CounterRecord.MISSED_FREES);
            case REFUSED -> ledger.ownerOf(other.site).account.died(thread, other, CounterRecord.LOST);
        }
    }

    private void died(ThreadState thread, BlockFacts block) {
        ledger.dead.add(block.address, block.site, SiteFinder.function(thread));
        account.died(thread, block.site, block.size);
    }

    private boolean freeingUnknown(ThreadState thread, long address) {
        WrongPointers.Verdict verdict = wrong.judge(thread, address);
        if (verdict == WrongPointers.Verdict.FOREIGN) {
            freedForeign(thread, header.requestedBytes(address));
        }
        return verdict != WrongPointers.Verdict.HOLD_BACK;
    }

    private void freedForeign(ThreadState thread, long bytes) {
        account.count(thread, CounterRecord.FOREIGN_FREES);
        account.add(thread, CounterRecord.FOREIGN_BYTES, bytes);
    }

    /** The library was given another allocator, which may keep another header. */
    public void allocatorReplaced() {
        header.replaced();
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
