package dev.headcount.ledger;

import dev.headcount.site.CallContext;

/**
 * The reallocations that one thread has under way, from before the delegate runs until after it, the innermost last: a realloc
 * made of Java code may make another library reallocate.
 *
 * <p>What was begun and never ended, since somebody's delegate threw past us, is dropped with the next one around it.
 */
final class Reallocations {

    private static final int DEEPEST = 8; // as nobody nests them

    private final BlockFacts[] begun = new BlockFacts[DEEPEST];
    private int depth;

    /** The block at {@code address} is about to be reallocated; what is returned is there to take it. */
    BlockFacts begin(long address) {
        if (depth == DEEPEST) {
            depth--;
        }
        if (begun[depth] == null) {
            begun[depth] = new BlockFacts();
        }
        BlockFacts old = begun[depth++];
        old.set(address, 0, CallContext.NO_SITE, 0);
        return old;
    }

    /** What was known of the block at {@code address} when its reallocation began, until the next begins; null if none did. */
    BlockFacts end(long address) {
        while (depth > 0) {
            BlockFacts old = begun[--depth];
            if (old.address == address) {
                return old;
            }
        }
        return null;
    }
}
