package dev.headcount.agent.http;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SizeHistogram;
import dev.headcount.metrics.MeterName;
import dev.headcount.metrics.MeterNames;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The request sizes of each library as a Prometheus histogram. The ledger counts them; Micrometer cannot import counts. */
final class RequestSizes implements Collector {

    private static final MeterName NAME = MeterNames.REQUEST_SIZE;

    private final Supplier<LedgerSnapshot> latest;

    RequestSizes(Supplier<LedgerSnapshot> latest) {
        this.latest = latest;
    }

    @Override
    public MetricSnapshot collect() {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder()
                .name(NAME.name().replace('.', '_') + "_" + NAME.unit())
                .help(NAME.description());
        Map<String, List<SizeHistogram>> byName = latest.get().libraries().stream()
                .collect(Collectors.groupingBy(
                        LibrarySnapshot::name, Collectors.mapping(LibrarySnapshot::sizes, Collectors.toList())));
        byName.forEach((library, sizes) -> histogram.dataPoint(dataPoint(library, sizes)));
        return histogram.build();
    }

    /** Libraries of the same name are added up, as they are in all meters. */
    private static HistogramDataPointSnapshot dataPoint(String library, List<SizeHistogram> sizes) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int bucket = 0; bucket < sizes.getFirst().counts().size(); bucket++) {
            int index = bucket;
            buckets.bucket(
                    upperBound(bucket),
                    sizes.stream().mapToLong(it -> it.counts().get(index)).sum());
        }
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets.build())
                .sum(sizes.stream().mapToDouble(SizeHistogram::totalBytes).sum())
                .labels(Labels.of(MeterNames.LIBRARY, library))
                .build();
    }

    private static double upperBound(int bucket) {
        long largest = SizeHistogram.largest(bucket);
        return largest == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : largest;
    }
}
