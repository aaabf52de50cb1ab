package dev.headcount.leak;

import dev.headcount.history.HistoryView;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.Generations;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verdicts on all sites: a pure function on a snapshot, the curves up to it and the ages of the blocks. Most sites hold no
 * more than they ever did, which is seen without looking at their curve. The line of code to look at first is looked for only
 * at those that are accused.
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

    /** A site of which something is to be said, but not yet where. */
    private record Accused(SiteSnapshot site, Examination.Finding found, Generations generations, boolean expected) {}

    private final HistoryView history;
    private final BlockAges ages;
    private final double now;
    private final double interval;
    private final List<SiteVerdict> verdicts = new ArrayList<>();
    private final List<Accused> accused = new ArrayList<>();
    private final List<Site> innocents = new ArrayList<>();

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
        for (SiteSnapshot site : snapshot.sites()) {
            if (site.liveBlocks() > 0) {
                diagnosing.judge(site, expectations.match(site.site()));
            } else {
                diagnosing.innocents.add(site.site()); // all was given back
            }
        }
        diagnosing.nameSuspects();
        diagnosing.verdicts.sort(WORST_FIRST);
        return new Diagnosis(snapshot.uptimeSeconds(), diagnosing.verdicts, expectations.matched());
    }

    private void judge(SiteSnapshot site, boolean expected) {
        int id = site.site().id();
        double since = history.since(id).orElse((long) now);
        if (now - since < Examination.FEWEST * interval) {
            verdicts.add(new SiteVerdict(site, Verdict.WARMING_UP, 0, Evidence.warmingUp(now - since), expected));
            return;
        }
        if (!history.hasRisen(id)) {
            steady(site, Evidence.NOT_RISEN, expected);
            return;
        }
        Generations generations = generations(site);
        Examination.Finding found = new Examination(history.site(id).readings(), now, interval, generations).finding();
        if (found.verdict().isAccusation()) {
            accused.add(new Accused(site, found, generations, expected));
        } else {
            steady(site, Evidence.steady(now - since), expected);
        }
    }

    private void steady(SiteSnapshot site, String evidence, boolean expected) {
        verdicts.add(new SiteVerdict(site, Verdict.STEADY, 0, evidence, expected));
        innocents.add(site.site());
    }

    /** Once all are judged: who is innocent tells where the accused are different. */
    private void nameSuspects() {
        Map<Integer, StackTraceElement> suspects =
                SuspectLine.of(accused.stream().map(each -> each.site().site()).toList(), innocents);
        for (Accused each : accused) {
            Site site = each.site().site();
            Optional<StackTraceElement> suspect = Optional.ofNullable(suspects.get(site.id()));
            verdicts.add(new SiteVerdict(
                    each.site(),
                    each.found().verdict(),
                    Evidence.perHour(each.found().trend()),
                    evidence(each, new Evidence.Place(site, suspect)),
                    suspect,
                    each.expected()));
        }
    }

    private String evidence(Accused site, Evidence.Place place) {
        Trend trend = site.found().trend();
        return switch (site.found().verdict()) {
            case LEAKING -> Evidence.leaking(place, trend, interval, site.generations());
            case GROWING -> Evidence.growing(place, trend, site.found().doubt());
            case FILLING -> Evidence.filling(place, trend);
            case STEADY, WARMING_UP -> throw new IllegalArgumentException("not accused: " + site.site());
        };
    }

    /** Null where they are known of too few blocks to draw conclusions from those that are missing. */
    private Generations generations(SiteSnapshot site) {
        Generations known = ages.generations().get(site.site().id());
        return known == null || known.blocks() < KNOWN * site.liveBlocks() ? null : known;
    }
}
