package dev.headcount.watch;

import dev.headcount.history.History;
import dev.headcount.leak.Diagnosing;
import dev.headcount.leak.Diagnosis;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LedgerView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Looks at a ledger once a second, on a daemon thread of its own: keeps the history, and works the verdicts out. No thread of
 * the application ever waits for it, and a reader only for the copy of a reference.
 */
public final class Watch implements AutoCloseable {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LedgerView ledger;
    private final History history = new History();
    private final List<Consumer<Look>> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile Findings findings = Findings.NONE;
    private volatile boolean closed;

    private Watch(LedgerView ledger) {
        this.ledger = ledger;
        this.thread = Thread.ofPlatform().daemon().name("headcount-watch").unstarted(this::run);
    }

    /** Begins to watch. */
    public static Watch start(LedgerView ledger) {
        Watch watch = new Watch(ledger);
        watch.thread.start();
        return watch;
    }

    private void run() {
        while (!closed) {
            long began = System.nanoTime();
            look();
            LockSupport.parkNanos(this, INTERVAL_NANOS - (System.nanoTime() - began));
        }
    }

    private void look() {
        LedgerSnapshot snapshot = ledger.snapshot();
        history.add(snapshot);
        Diagnosis diagnosis = Diagnosing.of(snapshot, history, ledger.ages());
        Look look;
        synchronized (this) {
            findings = new Findings(diagnosis, history, findings.baseline());
            look = new Look(snapshot, findings);
        }
        listeners.forEach(listener -> listener.accept(look));
    }

    /** What was found up to now. */
    public Findings findings() {
        return findings;
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
