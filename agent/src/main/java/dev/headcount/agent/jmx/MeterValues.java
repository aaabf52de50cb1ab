package dev.headcount.agent.jmx;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.metrics.LedgerMetrics;
import dev.headcount.watch.Findings;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The meters with their values, by name and tags: for readers that want numbers and no structure. */
final class MeterValues {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LedgerMetrics metrics;

    MeterValues(Supplier<LedgerSnapshot> snapshots, Supplier<Findings> findings) {
        metrics = new LedgerMetrics(snapshots, findings);
        metrics.bindTo(registry);
    }

    /** Those of this moment. */
    Map<String, Double> now() {
        metrics.refresh();
        Map<String, Double> values = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            for (Measurement measurement : meter.measure()) {
                values.put(name(meter.getId()), measurement.getValue()); // gauges and counters: one each
            }
        }
        return values;
    }

    private static String name(Meter.Id id) {
        if (id.getTags().isEmpty()) {
            return id.getName();
        }
        return id.getTags().stream().map(MeterValues::text).collect(Collectors.joining(",", id.getName() + "{", "}"));
    }

    private static String text(Tag tag) {
        return tag.getKey() + "=" + tag.getValue();
    }
}
