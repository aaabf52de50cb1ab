package dev.headcount.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.jmx.LedgerBean;
import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.LibraryFigures;
import dev.headcount.leak.SiteRanking;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Snapshots;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.DamageKind;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.TrackerSnapshot;
import dev.headcount.site.Site;
import dev.headcount.watch.Findings;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class HeadcountMetricsTest {

    private static final String PRESENT = "headcount.agent.present";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void shouldShowTheSameMetersAsTheAgentItself() {
        Snapshots shown = new Snapshots()
                .with(new LibraryFigures("sqlite3")
                        .live(3, 300)
                        .peak(500)
                        .freed(10, 1_000)
                        .reallocations(4)
                        .failures(5)
                        .foreign(6, 60)
                        .damage(DamageKind.DOUBLE_FREE, 2))
                .with(new LibraryFigures("uv").live(1, 100))
                .with(new Site(99, "uv", null, "uv-worker", List.of()), 2, 5_000)
                .with(new TrackerSnapshot(4096, 2, 7, 5, 20, 3, "java.lang.Error", false, 41, 42));
        for (int id = 1; id <= 30; id++) {
            shown.with(Snapshots.site(id, Snapshots.frame("com.acme.Reports", "monthly", id)), 1, id);
        }
        LedgerSnapshot now = shown.taken();
        SimpleMeterRegistry ofAgent = new SimpleMeterRegistry();
        Diagnosis diagnosis = new Diagnosis(
                60,
                SiteRanking.all(now).sites().stream()
                        .map(site -> new SiteVerdict(site, Verdict.LEAKING, 3_600, "leaking: made by hand", false))
                        .toList());
        Findings findings = new Findings(diagnosis, LedgerBean.HISTORY, Optional.empty());
        new LedgerMetrics(() -> now, () -> findings).bindTo(ofAgent);
        try (LedgerBean _ = LedgerBean.of(() -> now, () -> diagnosis)) {
            new HeadcountMetrics().bindTo(registry);

            Map<String, List<Double>> values = values(registry);
            assertEquals(List.of(1.0), values.remove(PRESENT + "[] null GAUGE"));
            assertEquals(values(ofAgent), values);
        }
    }

    @Test
    void shouldHaveOneMeterWhereThereIsNoAgent() {
        new HeadcountMetrics().bindTo(registry);

        assertEquals(Set.of(PRESENT), names());
        assertEquals(0, registry.get(PRESENT).gauge().value());
    }

    @Test
    void shouldFindAnAgentThatIsAttachedLater() {
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        HeadcountMetrics metrics = new HeadcountMetrics();
        metrics.bindTo(registry);
        metrics.bindTo(other);
        try (LedgerBean bean = LedgerBean.open()) {
            bean.allocate("acme", "acme_open", 1_999_993);

            assertEquals(1, registry.get(PRESENT).gauge().value());

            assertEquals(1_999_993, liveBytes(registry));
            assertEquals(1_999_993, liveBytes(other));
        }
    }

    @Test
    void shouldShowALibraryThatIsMetLater() {
        LedgerSnapshot[] now = {Snapshots.empty()};
        try (LedgerBean _ = LedgerBean.of(() -> now[0], () -> Diagnosis.NONE)) {
            HeadcountMetrics metrics = new HeadcountMetrics();
            metrics.bindTo(registry);
            assertEquals(
                    Set.of(), Set.copyOf(registry.find("headcount.live.bytes").gauges()));
            now[0] = new Snapshots()
                    .with(new LibraryFigures("acme").live(1, 100))
                    .taken();

            metrics.bindTo(new SimpleMeterRegistry()); // reads the agent once more

            assertEquals(100, liveBytes(registry));
        }
    }

    @Test
    void shouldKeepWhatItSawLastWhereTheAgentDoesNotAnswer() {
        HeadcountMetrics metrics = new HeadcountMetrics();
        try (LedgerBean bean = LedgerBean.open()) {
            bean.allocate("acme", "acme_open", 1_999_993);
            metrics.bindTo(registry);
        }
        SimpleMeterRegistry later = new SimpleMeterRegistry();
        metrics.bindTo(later);

        assertEquals(1_999_993, liveBytes(later));
    }

    private static double liveBytes(MeterRegistry registry) {
        return registry.get("headcount.live.bytes")
                .tag("library", "acme")
                .gauge()
                .value();
    }

    private Set<String> names() {
        return registry.getMeters().stream().map(it -> it.getId().getName()).collect(Collectors.toSet());
    }

    /** Of every meter, by its name, tags, unit and type. */
    private static Map<String, List<Double>> values(MeterRegistry registry) {
        Map<String, List<Double>> values = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            Meter.Id id = meter.getId();
            values.put(
                    id.getName() + id.getTags() + " " + id.getBaseUnit() + " " + id.getType(),
                    StreamSupport.stream(meter.measure().spliterator(), false)
                            .map(Measurement::getValue)
                            .toList());
        }
        return values;
    }
}
