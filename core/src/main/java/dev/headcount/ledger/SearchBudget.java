package dev.headcount.ledger;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many slots may be read each second in search of the block that a pointer points into. An agent that came late meets many
 * pointers that are nobody's and quite in order; among millions of live blocks each search takes tens of microseconds.
 *
 * <p><b>Who waits, who pays.</b> Nobody waits. Threads that come at the same moment may begin a search too many.
 */
final class SearchBudget {

    /** Some milliseconds' work. */
    static final long SLOTS_A_SECOND = 1 << 20;

    private final AtomicInteger second = new AtomicInteger(-1);
    private final AtomicLong slotsLeft = new AtomicLong();

    /**
     * Whether there may be another search.
     *
     * @param now the time of the ledger's clock
     */
    boolean isLeft(int now) {
        int then = second.get();
        if (then != now && second.compareAndSet(then, now)) {
            slotsLeft.set(SLOTS_A_SECOND);
        }
        return slotsLeft.get() > 0;
    }

    /** A search that has begun is ended, even if that takes more than was left. */
    void spend(long slots) {
        slotsLeft.addAndGet(-slots);
    }
}
