package dev.headcount.junit;

import dev.headcount.jmx.RunningAgent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What was allocated since a moment and is still live.
 *
 * <p>A block that only a cleaner frees ({@code Arena.ofAuto}, {@code Cleaner}) is live until the collector has found its
 * owner. So where blocks are left, the collector is asked to run, and the account is looked at again for a while: only then
 * does it cost that time.
 */
final class Account {

    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2_000);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int LOOKS_A_COLLECTION = 10; // one frees what has a cleaner, the next what that one held

    private final RunningAgent agent;
    private final Rules rules;
    private long mark;

    Account(RunningAgent agent, Rules rules) {
        this.agent = agent;
        this.rules = rules;
        this.mark = agent.mark();
    }

    /** Begins anew: what is live now does not count any more. */
    void restart() {
        agent.forget(mark);
        mark = agent.mark();
    }

    /** The account ends, and nobody wants to know. */
    void abandon() {
        agent.forget(mark);
    }

    /** What is left, given time to be freed; the account ends. */
    Leaks close() {
        try {
            Leaks leaks = leaks();
            long end = System.nanoTime() + PATIENCE_NANOS;
            for (int look = 0; leaks.exceed(rules) && System.nanoTime() < end; look++) {
                if (look % LOOKS_A_COLLECTION == 0) {
                    System.gc();
                }
                LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
                leaks = leaks();
            }
            return leaks;
        } finally {
            abandon();
        }
    }

    private Leaks leaks() {
        return Leaks.of(agent.since(mark), rules);
    }
}
