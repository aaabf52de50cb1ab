package dev.headcount.leak;

import dev.headcount.history.Curve;
import dev.headcount.history.HistoryView;
import dev.headcount.history.Reading;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import java.util.Comparator;
import java.util.List;

/** PROVISIONAL, to be replaced: verdicts on all sites. */
public final class Diagnosing {

    private static final int ENOUGH = 10;
    private static final double SECONDS_AN_HOUR = 3600;

    private Diagnosing() {}

    public static Diagnosis of(LedgerSnapshot snapshot, HistoryView history, BlockAges ages) {
        List<SiteVerdict> verdicts = SiteRanking.live(snapshot).sites().stream()
                .map(site -> of(site, history.site(site.site().id())))
                .sorted(Comparator.comparing(SiteVerdict::verdict)
                        .thenComparing(Comparator.comparingDouble(SiteVerdict::bytesPerHour)
                                .reversed()))
                .toList();
        return new Diagnosis(snapshot.uptimeSeconds(), verdicts);
    }

    private static SiteVerdict of(SiteSnapshot site, Curve curve) {
        List<Reading> readings = curve.readings();
        if (readings.size() < ENOUGH) {
            return new SiteVerdict(site, Verdict.WARMING_UP, 0, "warming up: watched for too short a time", false);
        }
        Reading first = readings.get(readings.size() / 2);
        Reading last = readings.getLast();
        double perHour = (last.lowestBytes() - first.lowestBytes())
                * SECONDS_AN_HOUR
                / Math.max(1, last.seconds() - first.seconds());
        Verdict verdict = perHour > 0 ? Verdict.LEAKING : Verdict.STEADY;
        return new SiteVerdict(
                site, verdict, perHour, verdict.words() + " " + (long) perHour + " bytes an hour", false);
    }
}
