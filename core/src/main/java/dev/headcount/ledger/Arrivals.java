package dev.headcount.ledger;

/** Enters blocks among the live ones, and settles the accounts of those that this displaces. For any thread. */
final class Arrivals {

    private final Ledger ledger;

    Arrivals(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The block is live from now on, or counted as lost. */
    void enter(ThreadState thread, long address, long size, int site, int born) {
        BlockFacts other = thread.block;
        LiveBlockTable.Put put = ledger.blocks.put(thread, address, size, site, born, other);
        if (put != LiveBlockTable.Put.NEW) {
            settled(thread, put, other);
        }
    }

    private void settled(ThreadState thread, LiveBlockTable.Put put, BlockFacts other) {
        switch (put) {
            case NEW -> {}
            case REPLACED -> gone(thread, other, CounterRecord.MISSED_FREES);
            case REFUSED -> gone(thread, other, CounterRecord.LOST);
            case CROWDED -> ledger.blocks.widen(thread, other, each -> settled(thread, each, other));
        }
    }

    /** A block ended unseen, and {@code reason}, a field of the {@link CounterRecord}, says how. */
    private void gone(ThreadState thread, BlockFacts block, long reason) {
        SiteCounters counters = thread.counters(ledger, block.site);
        counters.died(block.size);
        counters.library().account().count(thread, reason);
    }
}
