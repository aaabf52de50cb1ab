package dev.headcount.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.leak.Snapshots;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.site.Site;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SiteMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void shouldTellTheSitesApart() {
        show(new Snapshots()
                .with(
                        Snapshots.site(
                                7,
                                Snapshots.frame("com.acme.Reports", "monthly", 88),
                                Snapshots.frame("com.acme.Main", "main", 5)),
                        3,
                        900)
                .taken());

        Gauge site = rows().iterator().next();
        assertEquals(
                Tags.of(
                        "library", "sqlite3",
                        "function", "sqlite3_step",
                        "site", "7",
                        "caller", "com.acme.Reports.monthly(Reports.java:88)"),
                Tags.of(site.getId().getTags()));
        assertEquals(900, site.value());
    }

    @Test
    void shouldNameTheApplicationAndNotTheJdk() {
        assertEquals(
                "com.acme.Pool.close(Pool.java:9)",
                caller(Snapshots.site(
                        1,
                        Snapshots.frame("jdk.internal.reflect.DirectMethodHandleAccessor", "invoke", 104),
                        Snapshots.frame("java.lang.reflect.Method", "invoke", 565),
                        Snapshots.frame("com.acme.Pool", "close", 9))));
    }

    @Test
    void shouldNameTheThreadWhereThereIsNoJavaBelow() {
        assertEquals("thread uv-worker", caller(new Site(1, "uv", null, "uv-worker", List.of())));
    }

    @Test
    void shouldNotLeaveATagEmpty() {
        show(new Snapshots()
                .with(new Site(1, "uv", null, null, List.of()), 1, 1)
                .taken());

        Gauge site = rows().iterator().next();
        assertEquals("none", site.getId().getTag("function"));
        assertEquals("none", site.getId().getTag("caller"));
    }

    @Test
    void shouldShowTheTwentyThatHoldTheMost() {
        Snapshots snapshots = new Snapshots();
        for (int id = 1; id <= 30; id++) {
            snapshots.with(Snapshots.site(id), 1, id);
        }
        show(snapshots.taken());

        assertEquals(20, rows().size());
        assertEquals(11, rows().stream().mapToDouble(Gauge::value).min().orElseThrow());
    }

    @Test
    void shouldDropASiteThatHoldsNothingAnyMore() {
        LedgerSnapshot[] now = {
            new Snapshots()
                    .with(Snapshots.site(1), 1, 10)
                    .with(Snapshots.site(2), 2, 20)
                    .taken()
        };
        LedgerMetrics metrics = new LedgerMetrics(() -> now[0]);
        metrics.bindTo(registry);

        now[0] = new Snapshots()
                .with(Snapshots.site(1), 0, 0)
                .with(Snapshots.site(2), 3, 30)
                .with(Snapshots.site(3), 4, 40)
                .taken();
        metrics.refresh();

        Map<String, Double> bySite =
                rows().stream().collect(Collectors.toMap(row -> row.getId().getTag("site"), Gauge::value));
        assertEquals(Map.of("2", 30.0, "3", 40.0), bySite);
    }

    private void show(LedgerSnapshot snapshot) {
        new LedgerMetrics(() -> snapshot).bindTo(registry);
    }

    private String caller(Site site) {
        show(new Snapshots().with(site, 1, 1).taken());
        return rows().iterator().next().getId().getTag("caller");
    }

    private Collection<Gauge> rows() {
        return registry.find("headcount.site.live.bytes").gauges();
    }
}
