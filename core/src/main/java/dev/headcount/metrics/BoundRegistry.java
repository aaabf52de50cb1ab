package dev.headcount.metrics;

import dev.headcount.leak.SiteRanking;
import dev.headcount.ledger.DamageKind;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The meters in one registry. They read the latest snapshot; only which of them there are changes with time. */
final class BoundRegistry {

    private static final int TOP_SITES = 20; // each is a time series of its own, which somebody has to store

    private final MeterRegistry registry;
    private final Supplier<LedgerSnapshot> latest;
    private final Set<String> libraries = new HashSet<>();
    private final MultiGauge sites;

    BoundRegistry(MeterRegistry registry, Supplier<LedgerSnapshot> latest) {
        this.registry = registry;
        this.latest = latest;
        MeterName site = MeterNames.SITE_LIVE_BYTES;
        this.sites = MultiGauge.builder(site.name())
                .baseUnit(site.unit())
                .description(site.description())
                .register(registry);
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

    /** Adds the meters of new libraries, and has those sites that hold the most now, and no others. */
    void follow(LedgerSnapshot snapshot) {
        for (LibrarySnapshot library : snapshot.libraries()) {
            if (libraries.add(library.name())) {
                add(library.name());
            }
        }
        sites.register(SiteRanking.live(snapshot).top(TOP_SITES).stream()
                .map(site -> SiteRow.of(site.site(), latest))
                .toList());
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
