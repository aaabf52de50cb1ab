package dev.headcount.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.headcount.history.CurvelessHistory;
import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.LibraryFigures;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Snapshots;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.watch.Findings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VerdictMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private LedgerSnapshot now = Snapshots.empty();
    private Findings findings = Findings.NONE;
    private final LedgerMetrics metrics = new LedgerMetrics(() -> now, () -> findings);

    @Test
    void shouldCountEachSiteAtItsVerdict() {
        show(3, (site, id) -> verdict(site, id == 1 ? Verdict.LEAKING : Verdict.STEADY, 0, false));

        assertEquals(
                Map.of(
                        "leaking",
                        1.0,
                        "growing",
                        0.0,
                        "filling",
                        0.0,
                        "warming_up",
                        0.0,
                        "steady",
                        2.0,
                        "expected",
                        0.0),
                sites());
    }

    @Test
    void shouldCountAnExpectedLeakAsThatAlone() {
        show(1, (site, _) -> verdict(site, Verdict.LEAKING, 3600, true));

        assertEquals(1.0, sites().get("expected"));
        assertEquals(0.0, sites().get("leaking"));
        assertEquals(Map.of("1", 0.0), bySite("headcount.site.leaking"));
    }

    @Test
    void shouldSayOfEachShownSiteWhetherItLeaksAndHowFastItGrows() {
        show(
                2,
                (site, id) ->
                        verdict(site, id == 1 ? Verdict.LEAKING : Verdict.GROWING, id == 1 ? 3_600 : -7.5, false));

        assertEquals(Map.of("1", 1.0, "2", 0.0), bySite("headcount.site.leaking"));
        assertEquals(Map.of("1", 3_600.0, "2", -7.5), bySite("headcount.site.growth.per.hour"));
    }

    @Test
    void shouldShowALeakingSiteThatHoldsLessThanTheTwentyLargest() {
        show(30, (site, id) -> verdict(site, id == 1 ? Verdict.LEAKING : Verdict.STEADY, 0, false));

        Map<String, Double> leaking = bySite("headcount.site.leaking");
        assertEquals(21, leaking.size());
        assertEquals(1.0, leaking.get("1"));
        assertEquals(leaking.keySet(), bySite("headcount.site.live.bytes").keySet());
    }

    @Test
    void shouldShowNoMoreThanTwentyLeakingSitesBesideTheTwentyLargest() {
        show(100, (site, _) -> verdict(site, Verdict.LEAKING, 0, false));

        assertEquals(40, bySite("headcount.site.leaking").size());
    }

    @Test
    void shouldDropTheSeriesOfASiteThatIsNoLongerShown() {
        show(30, (site, id) -> verdict(site, id == 1 ? Verdict.LEAKING : Verdict.STEADY, 0, false));
        show(30, (site, _) -> verdict(site, Verdict.STEADY, 0, false));

        assertEquals(20, bySite("headcount.site.leaking").size());
        assertFalse(bySite("headcount.site.leaking").containsKey("1"));
    }

    @Test
    void shouldShowWhatTheHistoryTakesAndLoses() {
        findings = new Findings(Diagnosis.NONE, new CurvelessHistory(4_099, 64 << 20, 7, 11), Optional.empty());
        metrics.bindTo(registry);

        assertEquals(4_099, registry.get("headcount.history.bytes").gauge().value());
        assertEquals(
                7 + 11, registry.get("headcount.history.lost").functionCounter().count());
    }

    @Test
    void shouldHaveNoVerdictsWhereNobodyWatches() {
        now = new Snapshots()
                .with(new LibraryFigures("sqlite3"))
                .with(Snapshots.site(1), 1, 1)
                .taken();
        new LedgerMetrics(() -> now).bindTo(registry);

        assertEquals(1, bySite("headcount.site.live.bytes").size());
        assertEquals(Map.of(), bySite("headcount.site.leaking"));
        assertEquals(Map.of(), sites());
    }

    /** Sites 1 to {@code count}, each of which holds as many bytes as its number says. */
    private void show(int count, BiFunction<SiteSnapshot, Integer, SiteVerdict> judge) {
        Snapshots snapshots = new Snapshots().with(new LibraryFigures("sqlite3"));
        List<SiteVerdict> verdicts = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            snapshots.with(Snapshots.site(id), 1, id);
        }
        now = snapshots.taken();
        now.sites().forEach(site -> verdicts.add(judge.apply(site, site.site().id())));
        findings = new Findings(new Diagnosis(60, verdicts), CurvelessHistory.EMPTY, Optional.empty());
        if (registry.getMeters().isEmpty()) {
            metrics.bindTo(registry);
        }
        metrics.refresh();
    }

    private static SiteVerdict verdict(SiteSnapshot site, Verdict verdict, double bytesPerHour, boolean expected) {
        return new SiteVerdict(site, verdict, bytesPerHour, verdict.words() + ": made by hand", expected);
    }

    private Map<String, Double> sites() {
        return registry.find("headcount.sites").gauges().stream()
                .collect(Collectors.toMap(it -> it.getId().getTag("verdict"), Gauge::value));
    }

    private Map<String, Double> bySite(String meter) {
        return registry.find(meter).gauges().stream()
                .collect(Collectors.toMap(it -> it.getId().getTag("site"), Gauge::value));
    }
}
