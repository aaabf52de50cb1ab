package dev.headcount.examples.cassandra.app;

import java.util.concurrent.atomic.LongAdder;

/** What the application's own allocator counts. A reallocation counts as a free and an allocation. */
final class Account {

    /** Blocks and their bytes, as the driver asked for them. */
    record Amount(long blocks, long bytes) {

        Amount minus(Amount other) {
            return new Amount(blocks - other.blocks, bytes - other.bytes);
        }
    }

    private final LongAdder live = new LongAdder();
    private final LongAdder frees = new LongAdder();
    private final LongAdder freesOfOthers = new LongAdder();
    private final ThreadLocal<Amount> freedHere = ThreadLocal.withInitial(() -> new Amount(0, 0));

    void allocated() {
        live.increment();
    }

    /** @param thread the one that had allocated the block */
    void freed(long bytes, long thread) {
        live.decrement();
        frees.increment();
        if (thread != Thread.currentThread().threadId()) {
            freesOfOthers.increment();
        }
        Amount before = freedHere.get();
        freedHere.set(new Amount(before.blocks + 1, before.bytes + bytes));
    }

    /** What the calling thread has freed so far: the difference over a call is what that call gave back. */
    Amount freedHere() {
        return freedHere.get();
    }

    long liveBlocks() {
        return live.sum();
    }

    long frees() {
        return frees.sum();
    }

    /** Frees of blocks that another thread had allocated. */
    long freesOfOthers() {
        return freesOfOthers.sum();
    }
}
