package dev.headcount.metrics;

import dev.headcount.leak.SiteRanking;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import dev.headcount.watch.Findings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The meters of single sites: of those that hold the most, and of those that leak, however little they hold yet. Each is a
 * time series that somebody has to store, so there are never more than {@value #TOP_SITES} of either; a site that is no longer
 * among them has no series any more.
 */
final class SiteMeters {

    private static final int TOP_SITES = 20;

    private final Supplier<LedgerSnapshot> latest;
    private final Optional<Supplier<Findings>> findings;
    private final MultiGauge liveBytes;
    private final Optional<MultiGauge> leaking;
    private final Optional<MultiGauge> growth;

    SiteMeters(MeterRegistry registry, Supplier<LedgerSnapshot> latest, Optional<Supplier<Findings>> findings) {
        this.latest = latest;
        this.findings = findings;
        this.liveBytes = gauges(registry, MeterNames.SITE_LIVE_BYTES);
        this.leaking = findings.map(_ -> gauges(registry, MeterNames.SITE_LEAKING));
        this.growth = findings.map(_ -> gauges(registry, MeterNames.SITE_GROWTH));
    }

    private static MultiGauge gauges(MeterRegistry registry, MeterName meter) {
        return MultiGauge.builder(meter.name())
                .baseUnit(meter.unit())
                .description(meter.description())
                .register(registry);
    }

    /** Has the sites of this moment, and no others. */
    void follow(LedgerSnapshot snapshot) {
        List<Site> shown = shown(snapshot);
        List<Row<?>> bytes = new ArrayList<>();
        List<Row<?>> leaks = new ArrayList<>();
        List<Row<?>> growths = new ArrayList<>();
        for (Site site : shown) {
            bytes.add(SiteRow.of(site, () -> liveBytes(site.id())));
            leaks.add(SiteRow.of(site, () -> verdict(site.id(), it -> isLeaking(it) ? 1 : 0)));
            growths.add(SiteRow.of(site, () -> verdict(site.id(), SiteVerdict::bytesPerHour)));
        }
        liveBytes.register(bytes);
        leaking.ifPresent(gauges -> gauges.register(leaks));
        growth.ifPresent(gauges -> gauges.register(growths));
    }

    private List<Site> shown(LedgerSnapshot snapshot) {
        Map<Integer, Site> shown = new LinkedHashMap<>();
        for (SiteSnapshot site : SiteRanking.live(snapshot).top(TOP_SITES)) {
            shown.put(site.site().id(), site.site());
        }
        findings.stream()
                .flatMap(found -> found.get().diagnosis().sites().stream())
                .filter(SiteMeters::isLeaking)
                .limit(TOP_SITES)
                .forEach(site ->
                        shown.putIfAbsent(site.site().site().id(), site.site().site()));
        return List.copyOf(shown.values());
    }

    private static boolean isLeaking(SiteVerdict site) {
        return site.verdict() == Verdict.LEAKING && !site.expected();
    }

    private double liveBytes(int site) {
        return latest.get().sites().stream()
                .filter(it -> it.site().id() == site)
                .mapToLong(SiteSnapshot::liveBytes)
                .sum();
    }

    private double verdict(int site, ToDoubleFunction<SiteVerdict> figure) {
        return findings.flatMap(found -> found.get().diagnosis().site(site))
                .map(figure::applyAsDouble)
                .orElse(0.0);
    }
}
