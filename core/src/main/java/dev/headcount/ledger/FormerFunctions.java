package dev.headcount.ledger;

import dev.headcount.site.CallContext;

/**
 * The events of functions that a library was given others for since. These may call them, as their delegate, and report
 * the same events themselves; or threads of the library call them that have not heard yet, and nobody else reports that. So
 * nothing is born here; what is known and ends here is no longer live. Nothing here throws.
 */
public final class FormerFunctions {

    private final Ledger ledger;
    private final LibraryLedger library;

    FormerFunctions(Ledger ledger, LibraryLedger library) {
        this.ledger = ledger;
        this.library = library;
    }

    /**
     * After one of them allocated: when the block is freed that is no second free of one that was there before.
     *
     * @param address what was allocated, or 0
     * @return the address
     */
    public long allocated(long address) {
        if (address != 0) {
            ledger.dead.forget(address);
        }
        return address;
    }

    /**
     * Before one of them frees a block. Where functions around it report that, the block is no longer known here.
     *
     * @return true: it is always passed on
     */
    public boolean freeing(long address) {
        try {
            ThreadState thread = ledger.thread();
            BlockFacts block = thread.block;
            if (address != 0 && ledger.blocks.take(thread, address, block)) {
                library.died(thread, address, block.size, block.site, block.born);
            }
        } catch (Throwable t) {
            ledger.faults.add(t);
        }
        return true;
    }

    /**
     * Before one of them reallocates a block.
     *
     * @return true: it is always passed on
     */
    public boolean reallocating(long address) {
        try {
            ThreadState thread = ledger.thread();
            if (address != 0) {
                boolean _ = ledger.blocks.take(thread, address, thread.reallocations.begin(address));
            }
        } catch (Throwable t) {
            ledger.faults.add(t);
        }
        return true;
    }

    /**
     * After one of them reallocated a block: where it could not, the block lives on as it was.
     *
     * @param address what it answered
     * @return the address
     */
    public long reallocated(long address, long old, long size) {
        try {
            ThreadState thread = ledger.thread();
            BlockFacts block = old == 0 ? null : thread.reallocations.end(old);
            if (block != null && block.site != CallContext.NO_SITE) {
                if (address == 0 && size != 0) {
                    ledger.arrivals.enter(thread, old, block.size, block.site, block.born);
                } else {
                    library.ended(thread, thread.counters(ledger, block.site), old, block.size, block.site);
                }
            }
        } catch (Throwable t) {
            ledger.faults.add(t);
        }
        return allocated(address);
    }
}
