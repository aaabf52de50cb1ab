package dev.headcount.ledger;

import dev.headcount.memory.Memory;
import dev.headcount.thread.BackgroundThread;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Seconds since the ledger began, good to about a second: a plain load on the hot side, where asking the system for the
 * time would cost as much as the rest of the event. A daemon thread moves it on.
 */
final class LedgerClock {

    private static final VarHandle SECONDS;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SHORT_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

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
    private volatile long told;
    private volatile BooleanSupplier work = () -> false;

    /** A clock that goes by itself. */
    static LedgerClock started() {
        LedgerClock clock = new LedgerClock();
        BackgroundThread.of("headcount-clock", clock::tick).start();
        return clock;
    }

    @SuppressWarnings("InfiniteLoopStatement") // a daemon: it ends with the JVM
    private void tick() {
        while (true) {
            set((int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNanos));
            boolean busy = work.getAsBoolean();
            BackgroundThread.pause(busy ? SHORT_TICK_NANOS : TICK_NANOS);
        }
    }

    /** Sets the time; for tests, whose clock stands still. */
    void set(int seconds) {
        SECONDS.setOpaque(this, seconds);
        long address = told;
        if (address != 0) {
            Memory.setLongRelease(address, seconds);
        }
    }

    /** From now on the time is also in the u64 at this address. */
    void tell(long address) {
        told = address;
        set(seconds());
    }

    /** What else is to be done four times a second, and soon again where it answers true. It must not throw. */
    void onTick(BooleanSupplier further) {
        work = further;
    }

    int seconds() {
        return (int) SECONDS.getOpaque(this);
    }

    Instant began() {
        return began;
    }
}
