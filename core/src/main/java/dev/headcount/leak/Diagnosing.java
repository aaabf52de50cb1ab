package dev.headcount.leak;

import dev.headcount.history.Curve;
import dev.headcount.history.HistoryView;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.Generations;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import java.util.Comparator;
import java.util.List;

/**
 * Verdicts on all sites: a pure function on a snapshot, the curves up to it and the ages of the blocks. Most sites hold no
 * more than they ever did, which is seen without looking at their curve.
 */
public final class Diagnosing {

    private static final double KNOWN = 0.9;

    private static final Comparator<SiteVerdict> WORST_FIRST = Comparator.comparing(SiteVerdict::expected)
            .thenComparing(SiteVerdict::verdict)
            .thenComparing(Comparator.comparingDouble(SiteVerdict::bytesPerHour).reversed())
            .thenComparing(Comparator.<SiteVerdict>comparingLong(
                            verdict -> verdict.site().liveBytes())
                    .reversed())
            .thenComparingInt(verdict -> verdict.site().site().id());

    private final HistoryView history;
    private final BlockAges ages;
    private final double now;
    private final double interval;

    private Diagnosing(LedgerSnapshot snapshot, HistoryView history, BlockAges ages) {
        this.history = history;
        this.ages = ages;
        this.now = snapshot.uptimeSeconds();
        this.interval = history.intervalSeconds();
    }

    /** The verdicts where nothing is expected. */
    public static Diagnosis of(LedgerSnapshot snapshot, HistoryView history, BlockAges ages) {
        return of(snapshot, history, ages, Expectations.NONE);
    }

    /** The verdicts on every site that holds blocks. */
    public static Diagnosis of(
            LedgerSnapshot snapshot, HistoryView history, BlockAges ages, Expectations expectations) {
        Diagnosing diagnosing = new Diagnosing(snapshot, history, ages);
        List<SiteVerdict> verdicts = snapshot.sites().stream()
                .filter(site -> site.liveBlocks() > 0)
                .map(site -> diagnosing.verdict(site, expectations.match(site.site())))
                .sorted(WORST_FIRST)
                .toList();
        return new Diagnosis(snapshot.uptimeSeconds(), verdicts, expectations.matched());
    }

    private SiteVerdict verdict(SiteSnapshot site, boolean expected) {
        int id = site.site().id();
        double since = history.since(id).orElse((long) now);
        if (now - since < Examination.FEWEST * interval) {
            return new SiteVerdict(site, Verdict.WARMING_UP, 0, Evidence.warmingUp(now - since), expected);
        }
        if (!history.hasRisen(id)) {
            return new SiteVerdict(site, Verdict.STEADY, 0, Evidence.NOT_RISEN, expected);
        }
        Curve curve = history.site(id);
        Generations generations = generations(site);
        Examination.Finding found = new Examination(curve.readings(), now, interval, generations).finding();
        Trend trend = found.trend();
        return switch (found.verdict()) {
            case LEAKING -> grown(site, found, Evidence.leaking(site.site(), trend, interval, generations), expected);
            case GROWING -> grown(site, found, Evidence.growing(site.site(), trend, found.doubt()), expected);
            case FILLING -> grown(site, found, Evidence.filling(site.site(), trend), expected);
            case STEADY, WARMING_UP -> new SiteVerdict(site, Verdict.STEADY, 0, Evidence.steady(now - since), expected);
        };
    }

    private static SiteVerdict grown(SiteSnapshot site, Examination.Finding found, String evidence, boolean expected) {
        return new SiteVerdict(site, found.verdict(), Evidence.perHour(found.trend()), evidence, expected);
    }

    /** Null where they are known of too few blocks to draw conclusions from those that are missing. */
    private Generations generations(SiteSnapshot site) {
        Generations known = ages.generations().get(site.site().id());
        return known == null || known.blocks() < KNOWN * site.liveBlocks() ? null : known;
    }
}
