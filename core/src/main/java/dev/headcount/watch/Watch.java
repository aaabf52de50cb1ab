package dev.headcount.watch;

import dev.headcount.history.History;
import dev.headcount.leak.Diagnosing;
import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.Expectations;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LedgerView;
import dev.headcount.thread.BackgroundThread;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Looks at a ledger once a second, on a daemon thread of its own: keeps the history, and works the verdicts out. No thread of
 * the application ever waits for it, and a reader only for the copy of a reference.
 *
 * <p>Where a look takes long, since there are very many sites, the next ones come later, so that all looks together take a
 * hundredth of a processor; and so for the walk over all live blocks, whose ages then are those of some looks ago.
 */
public final class Watch implements AutoCloseable {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LedgerView ledger;
    private final Expectations expectations;
    private final History history = new History();
    private final List<Consumer<Look>> listeners = new CopyOnWriteArrayList<>();
    private final Allowance forLooks = new Allowance(System.nanoTime());
    private final Allowance forAges = new Allowance(System.nanoTime());
    private final Thread thread;
    private BlockAges ages = BlockAges.NONE;
    private volatile Findings findings;
    private volatile Throwable firstFault;
    private volatile boolean closed;

    private Watch(LedgerView ledger, Expectations expectations) {
        this.ledger = ledger;
        this.expectations = expectations;
        Diagnosis nothingYet = new Diagnosis(0, List.of(), expectations.matched());
        this.findings = new Findings(nothingYet, history, Optional.empty());
        this.thread = BackgroundThread.of("headcount-watch", this::run);
    }

    /** Begins to watch; nothing is expected to leak. */
    public static Watch start(LedgerView ledger) {
        return start(ledger, Expectations.NONE);
    }

    /** Begins to watch. */
    public static Watch start(LedgerView ledger, Expectations expectations) {
        Watch watch = new Watch(ledger, expectations);
        watch.thread.start();
        return watch;
    }

    private void run() {
        while (!closed) {
            long began = System.nanoTime();
            try {
                look();
            } catch (Throwable t) { // for want of memory, for instance: the next look may find some
                firstFault = firstFault == null ? t : firstFault;
            }
            long now = System.nanoTime();
            BackgroundThread.pause(Math.max(INTERVAL_NANOS - (now - began), forLooks.waitNanos(now)));
        }
    }

    private void look() {
        long began = System.nanoTime();
        long walked = walk(began);
        LedgerSnapshot snapshot = ledger.snapshot();
        history.add(snapshot);
        Diagnosis diagnosis = Diagnosing.of(snapshot, history, ages, expectations);
        forLooks.spend(System.nanoTime() - began - walked);
        Look look;
        synchronized (this) {
            findings = new Findings(diagnosis, history, findings.baseline());
            look = new Look(snapshot, findings);
        }
        listeners.forEach(listener -> listener.accept(look));
    }

    /** How long it took; 0 where it is not yet time for it. */
    private long walk(long began) {
        if (forAges.waitNanos(began) > 0) {
            return 0;
        }
        ages = ledger.ages();
        long took = System.nanoTime() - began;
        forAges.spend(took);
        return took;
    }

    /** What was found up to now. */
    public Findings findings() {
        return findings;
    }

    /** Why a look failed, the first time that one did; empty as it should be. */
    public Optional<Throwable> firstFault() {
        return Optional.ofNullable(firstFault);
    }

    /** Makes this moment the one to compare with, and returns it. */
    public synchronized LedgerSnapshot takeBaseline() {
        LedgerSnapshot baseline = ledger.snapshot();
        findings = new Findings(findings.diagnosis(), findings.history(), Optional.of(baseline));
        return baseline;
    }

    /** From now on the listener is told of every look, on the watch's own thread. It must not throw. */
    public void onLook(Consumer<Look> listener) {
        listeners.add(listener);
    }

    /** Looks no more. What was found stays. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
