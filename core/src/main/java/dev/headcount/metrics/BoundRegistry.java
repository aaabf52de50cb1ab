package dev.headcount.metrics;

import dev.headcount.history.HistoryView;
import dev.headcount.ledger.DamageKind;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.watch.Findings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The meters in one registry. They read the latest snapshot; only which of them there are changes with time. */
final class BoundRegistry {

    private final MeterRegistry registry;
    private final Supplier<LedgerSnapshot> latest;
    private final Optional<Supplier<Findings>> findings;
    private final Set<String> libraries = new HashSet<>();
    private final SiteMeters sites;

    /** @param findings empty where nobody watches: then there are no meters of verdicts */
    BoundRegistry(MeterRegistry registry, Supplier<LedgerSnapshot> latest, Optional<Supplier<Findings>> findings) {
        this.registry = registry;
        this.latest = latest;
        this.findings = findings;
        this.sites = new SiteMeters(registry, latest, findings);
        findings.ifPresent(this::addHistory);
        gauge(MeterNames.TRACKER_BYTES, Tags.empty(), it -> it.tracker().bytes());
        counter(
                MeterNames.TRACKER_LOST,
                Tags.empty(),
                it -> it.tracker().lost() + it.tracker().faults());
        gauge(MeterNames.GATE_ENABLED, Tags.empty(), it -> it.tracker().gates() ? 1 : 0);
        counter(MeterNames.GATE_UPCALLS, Tags.empty(), it -> it.tracker().gateUpcalls());
        counter(MeterNames.RING_LOST, Tags.empty(), it -> it.tracker().ringLost());
        counter(MeterNames.SITES_OVERFLOWED, Tags.empty(), it -> it.tracker().overflowed());
    }

    private void addHistory(Supplier<Findings> found) {
        gauge(MeterNames.HISTORY_BYTES, Tags.empty(), _ -> found.get().history().bytes());
        counter(MeterNames.HISTORY_LOST, Tags.empty(), _ -> {
            HistoryView history = found.get().history();
            return history.coarsened() + history.forgotten();
        });
    }

    /** Adds the meters of new libraries, and has those sites that hold the most now, and no others. */
    void follow(LedgerSnapshot snapshot) {
        for (LibrarySnapshot library : snapshot.libraries()) {
            if (libraries.add(library.name())) {
                add(library.name());
            }
        }
        sites.follow(snapshot);
    }

    private void add(String library) {
        Tags tags = Tags.of(MeterNames.LIBRARY, library);
        gauge(MeterNames.LIVE_BLOCKS, tags, sum(library, LibrarySnapshot::liveBlocks));
        gauge(MeterNames.LIVE_BYTES, tags, sum(library, LibrarySnapshot::liveBytes));
        gauge(MeterNames.PEAK_BYTES, tags, sum(library, LibrarySnapshot::peakBytes));
        counter(MeterNames.ALLOCATIONS, tags, sum(library, LibrarySnapshot::allocations));
        counter(MeterNames.FREES, tags, sum(library, LibrarySnapshot::frees));
        counter(MeterNames.REALLOCATIONS, tags, sum(library, LibrarySnapshot::reallocations));
        counter(MeterNames.ALLOCATED, tags, sum(library, LibrarySnapshot::allocatedBytes));
        counter(MeterNames.FREED, tags, sum(library, LibrarySnapshot::freedBytes));
        counter(MeterNames.FAILURES, tags, sum(library, LibrarySnapshot::failures));
        counter(MeterNames.FOREIGN_FREES, tags, sum(library, LibrarySnapshot::foreignFrees));
        for (DamageKind kind : DamageKind.values()) {
            Tags ofKind = tags.and(MeterNames.KIND, kind.key());
            counter(MeterNames.DAMAGE, ofKind, sum(library, it -> it.damage().getOrDefault(kind, 0L)));
        }
        findings.ifPresent(found -> {
            for (VerdictCount count : VerdictCount.ALL) {
                gauge(MeterNames.SITES, tags.and(MeterNames.VERDICT, count.key()), _ -> count.of(library, found.get()));
            }
        });
    }

    private static ToLongFunction<LedgerSnapshot> sum(String library, ToLongFunction<LibrarySnapshot> figure) {
        return snapshot -> snapshot.libraries().stream()
                .filter(it -> it.name().equals(library))
                .mapToLong(figure)
                .sum();
    }

    private void gauge(MeterName meter, Tags tags, ToLongFunction<LedgerSnapshot> figure) {
        Gauge.builder(meter.name(), () -> figure.applyAsLong(latest.get()))
                .baseUnit(meter.unit())
                .description(meter.description())
                .tags(tags)
                .register(registry);
    }

    private void counter(MeterName meter, Tags tags, ToLongFunction<LedgerSnapshot> figure) {
        // The counter's own reference is weak: the function is what keeps the ledger, for as long as the meter lives.
        FunctionCounter.builder(meter.name(), latest, _ -> figure.applyAsLong(latest.get()))
                .baseUnit(meter.unit())
                .description(meter.description())
                .tags(tags)
                .register(registry);
    }
}
