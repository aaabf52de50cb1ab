package dev.headcount.ledger;

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
     * After one of them allocated. Its free is none of a dead block's.
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
     * Before one of them frees or reallocates a block. Where functions around it report that, the block is no longer known here.
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
}
