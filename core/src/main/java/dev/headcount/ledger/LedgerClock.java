package dev.headcount.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Seconds since the ledger began, good to about a second: a plain load on the hot side, where asking the system for the
 * time would cost as much as the rest of the event. A daemon thread moves it on.
 */
final class LedgerClock {

    private static final VarHandle SECONDS;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    static {
        try {
            SECONDS = MethodHandles.lookup().findVarHandle(LedgerClock.class, "seconds", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Instant began = Instant.now();
    private final long beganNanos = System.nanoTime();
    private int seconds;

    /** A clock that goes by itself. */
    static LedgerClock started() {
        LedgerClock clock = new LedgerClock();
        Thread.ofPlatform().daemon().name("headcount-clock").start(clock::tick);
        return clock;
    }

    @SuppressWarnings("InfiniteLoopStatement") // a daemon: it ends with the JVM
    private void tick() {
        while (true) {
            set((int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNanos));
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    /** Sets the time; for tests, whose clock stands still. */
    void set(int seconds) {
        SECONDS.setOpaque(this, seconds);
    }

    int seconds() {
        return (int) SECONDS.getOpaque(this);
    }

    Instant began() {
        return began;
    }
}
