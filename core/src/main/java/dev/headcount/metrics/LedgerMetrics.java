package dev.headcount.metrics;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.watch.Findings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Binds the figures of a ledger to any Micrometer registry: {@code new LedgerMetrics(ledger::snapshot).bindTo(registry)}.
 *
 * <p>All meters show one snapshot, which is taken anew when a meter is read and finds it older than half a second. So a
 * registry needs no help, whenever and in whatever order it reads, and a scrape costs one snapshot. A library that appears
 * later gets its meters with the next snapshot. Whoever knows when a scrape begins calls {@link #refresh} first, and the
 * scrape then shows that moment, with every library.
 *
 * <p>{@link MeterNames#REQUEST_SIZE} is not among the meters: Micrometer cannot import a histogram counted elsewhere.
 *
 * <p>Readers wait for each other while one of them takes a snapshot. The libraries' threads never wait.
 */
public final class LedgerMetrics implements MeterBinder {

    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Supplier<LedgerSnapshot> ledger;
    private final Optional<Supplier<Findings>> findings;
    private final LongSupplier clockNanos;
    private final List<BoundRegistry> registries = new ArrayList<>();
    private LedgerSnapshot snapshot;
    private long takenNanos;

    /**
     * Shows the figures of a ledger.
     *
     * @param ledger takes a snapshot each time it is asked
     */
    public LedgerMetrics(Supplier<LedgerSnapshot> ledger) {
        this(ledger, Optional.empty(), System::nanoTime);
    }

    /**
     * Shows the figures of a ledger, and what was found by watching them: {@code new LedgerMetrics(ledger::snapshot,
     * watch::findings)}.
     */
    public LedgerMetrics(Supplier<LedgerSnapshot> ledger, Supplier<Findings> findings) {
        this(ledger, Optional.of(findings), System::nanoTime);
    }

    LedgerMetrics(Supplier<LedgerSnapshot> ledger, LongSupplier clockNanos) {
        this(ledger, Optional.empty(), clockNanos);
    }

    private LedgerMetrics(
            Supplier<LedgerSnapshot> ledger, Optional<Supplier<Findings>> findings, LongSupplier clockNanos) {
        this.ledger = ledger;
        this.findings = findings;
        this.clockNanos = clockNanos;
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        registries.add(new BoundRegistry(registry, this::snapshot, findings));
        refresh();
    }

    /** Makes the meters show this moment. */
    public synchronized void refresh() {
        snapshot = ledger.get();
        takenNanos = clockNanos.getAsLong(); // from here on the snapshot counts as fresh, also for reads from below
        for (BoundRegistry registry : registries) {
            registry.follow(snapshot);
        }
    }

    /** What the meters show. */
    public synchronized LedgerSnapshot snapshot() {
        if (snapshot == null || clockNanos.getAsLong() - takenNanos > FRESH_NANOS) {
            refresh();
        }
        return snapshot;
    }
}
