package dev.headcount.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.leak.LibraryFigures;
import dev.headcount.leak.Snapshots;
import dev.headcount.ledger.DamageKind;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.TrackerSnapshot;
import dev.headcount.watch.Findings;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LedgerMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private LedgerSnapshot now = Snapshots.empty();
    private int snapshotsTaken;
    private long millis;
    private final LedgerMetrics metrics =
            new LedgerMetrics(this::snapshot, () -> TimeUnit.MILLISECONDS.toNanos(millis));

    private LedgerSnapshot snapshot() {
        snapshotsTaken++;
        return now;
    }

    @Test
    void shouldShowTheFiguresOfALibrary() {
        now = new Snapshots()
                .with(new LibraryFigures("sqlite3")
                        .live(3, 300)
                        .peak(500)
                        .freed(10, 1_000)
                        .reallocations(4)
                        .failures(5)
                        .foreign(6, 60)
                        .damage(DamageKind.DOUBLE_FREE, 2))
                .taken();
        metrics.bindTo(registry);

        assertEquals(3, gauge(MeterNames.LIVE_BLOCKS, "sqlite3"));
        assertEquals(300, gauge(MeterNames.LIVE_BYTES, "sqlite3"));
        assertEquals(500, gauge(MeterNames.PEAK_BYTES, "sqlite3"));
        assertEquals(13, counter(MeterNames.ALLOCATIONS, "sqlite3"));
        assertEquals(10, counter(MeterNames.FREES, "sqlite3"));
        assertEquals(4, counter(MeterNames.REALLOCATIONS, "sqlite3"));
        assertEquals(1_300, counter(MeterNames.ALLOCATED, "sqlite3"));
        assertEquals(1_000, counter(MeterNames.FREED, "sqlite3"));
        assertEquals(5, counter(MeterNames.FAILURES, "sqlite3"));
        assertEquals(6, counter(MeterNames.FOREIGN_FREES, "sqlite3"));
        assertEquals(2, damage("double_free"));
        assertEquals(0, damage("interior_pointer"));
        assertEquals(0, damage("damaged_header"));
    }

    @Test
    void shouldShowWhatTheTrackerTakesAndLoses() {
        now = new Snapshots()
                .with(new TrackerSnapshot(4096, 2, 7, 5, 20, 3, "java.lang.Error", true, 41, 42))
                .taken();
        metrics.bindTo(registry);

        assertEquals(4096, registry.get("headcount.tracker.bytes").gauge().value());
        assertEquals(
                23, registry.get("headcount.tracker.lost").functionCounter().count());
        assertEquals(
                5, registry.get("headcount.sites.overflowed").functionCounter().count());
        assertEquals(1, registry.get("headcount.gate.enabled").gauge().value());
        assertEquals(
                41, registry.get("headcount.gate.upcalls").functionCounter().count());
        assertEquals(42, registry.get("headcount.ring.lost").functionCounter().count());
    }

    @Test
    void shouldShowThatTheMachineRefusesGates() {
        now = new Snapshots()
                .with(new TrackerSnapshot(4096, 2, 7, 0, 0, 0, null, false, 0, 0))
                .taken();
        metrics.bindTo(registry);

        assertEquals(0, registry.get("headcount.gate.enabled").gauge().value());
    }

    @Test
    void shouldHaveAMeterForEveryNameWithItsUnitAndDescription() {
        now = new Snapshots()
                .with(new LibraryFigures("sqlite3"))
                .with(Snapshots.site(1), 1, 1)
                .taken();
        new LedgerMetrics(() -> now, () -> Findings.NONE).bindTo(registry);

        Set<MeterName> registered = registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> new MeterName(id.getName(), id.getBaseUnit(), id.getDescription()))
                .collect(Collectors.toSet());
        registered.add(MeterNames.REQUEST_SIZE); // not for Micrometer
        assertEquals(Set.copyOf(MeterNames.ALL), registered);
    }

    @Test
    void shouldTakeOneSnapshotForAllMeters() {
        now = new Snapshots().with(new LibraryFigures("sqlite3").live(1, 100)).taken();
        metrics.bindTo(registry);
        int before = snapshotsTaken;
        millis += 10_000;

        readAll();
        millis += 500;
        readAll();

        assertEquals(1, snapshotsTaken - before);
    }

    @Test
    void shouldFollowTheLedgerWithoutBeingTold() {
        now = new Snapshots().with(new LibraryFigures("sqlite3").live(1, 100)).taken();
        metrics.bindTo(registry);
        now = new Snapshots().with(new LibraryFigures("sqlite3").live(2, 200)).taken();
        assertEquals(100, gauge(MeterNames.LIVE_BYTES, "sqlite3"));

        millis += 501;

        assertEquals(200, gauge(MeterNames.LIVE_BYTES, "sqlite3"));
    }

    @Test
    void shouldShowThisMomentWhenRefreshed() {
        now = new Snapshots().with(new LibraryFigures("sqlite3").live(1, 100)).taken();
        metrics.bindTo(registry);
        now = new Snapshots().with(new LibraryFigures("sqlite3").live(2, 200)).taken();

        metrics.refresh();

        assertEquals(200, gauge(MeterNames.LIVE_BYTES, "sqlite3"));
    }

    @Test
    void shouldGiveMetersToALibraryThatAppearsLater() {
        metrics.bindTo(registry);
        assertTrue(registry.find("headcount.live.bytes").gauges().isEmpty());
        now = new Snapshots().with(new LibraryFigures("uv").live(1, 100)).taken();
        millis += 501;

        registry.get("headcount.tracker.bytes").gauge().value(); // any read will do

        assertEquals(100, gauge(MeterNames.LIVE_BYTES, "uv"));
    }

    @Test
    void shouldAddUpLibrariesOfTheSameName() {
        now = new Snapshots()
                .with(new LibraryFigures("sqlite3").live(1, 100))
                .with(new LibraryFigures("sqlite3").live(2, 1_000))
                .taken();
        metrics.bindTo(registry);

        assertEquals(1_100, gauge(MeterNames.LIVE_BYTES, "sqlite3"));
    }

    @Test
    void shouldServeSeveralRegistries() {
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        metrics.bindTo(registry);
        metrics.bindTo(other);
        now = new Snapshots().with(new LibraryFigures("uv").live(1, 100)).taken();

        metrics.refresh();

        assertEquals(100, gauge(MeterNames.LIVE_BYTES, "uv"));
        assertEquals(100, other.get("headcount.live.bytes").gauge().value());
    }

    @Test
    void shouldNotBeForgottenByItsMeters() {
        now = new Snapshots().with(new LibraryFigures("sqlite3").live(1, 100)).taken();
        new LedgerMetrics(() -> now).bindTo(registry); // nobody else keeps it

        System.gc();

        assertEquals(100, gauge(MeterNames.LIVE_BYTES, "sqlite3"));
        assertEquals(100, counter(MeterNames.ALLOCATED, "sqlite3"));
    }

    private void readAll() {
        registry.getMeters().forEach(meter -> meter.measure().forEach(Measurement::getValue));
    }

    private double gauge(MeterName meter, String library) {
        return registry.get(meter.name()).tag("library", library).gauge().value();
    }

    private double counter(MeterName meter, String library) {
        return registry.get(meter.name())
                .tag("library", library)
                .functionCounter()
                .count();
    }

    private double damage(String kind) {
        return registry.get("headcount.damage")
                .tags("library", "sqlite3", "kind", kind)
                .functionCounter()
                .count();
    }
}
