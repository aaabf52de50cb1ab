package dev.headcount.report;

import dev.headcount.history.CurvelessHistory;
import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.LibraryFigures;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Snapshots;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.BlockSample;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import dev.headcount.watch.Findings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@link Shop} half an hour later: the monthly report leaks on, orders were closed, and there is something new. */
final class ShopLater {

    static final Site CURSOR = new Site(23, "cassandra", "cass_session_execute", "cass-io-0", List.of());

    static final LedgerSnapshot SNAPSHOT = later(new Snapshots()
            .with(new LibraryFigures("sqlite3").from("/usr/lib/x86_64-linux-gnu/libsqlite3.so.0", ""))
            .with(new LibraryFigures("cassandra"))
            .with(Shop.WORKER, 18_000, 2_100_000)
            .with(Shop.MONTHLY, 2_100, 10_548_044)
            .with(Shop.SELL, 100, 2_800)
            .with(Shop.UNSEEN, 712, 102_009)
            .with(Shop.QUIET, 0, 0)
            .with(CURSOR, 3, 3_072)
            .taken());

    static final Report REPORT = new Report(
            SNAPSHOT,
            new BlockAges(Map.of()),
            BlockSample.NONE,
            Shop.REPORT.notes(),
            new Findings(
                    new Diagnosis(
                            SNAPSHOT.uptimeSeconds(),
                            List.of(new SiteVerdict(
                                    new SiteSnapshot(Shop.MONTHLY, 4_200, 2_100, 21_096_088, 10_548_044),
                                    Verdict.LEAKING,
                                    544_000,
                                    "leaking",
                                    false))),
                    CurvelessHistory.EMPTY,
                    Optional.of(Shop.SNAPSHOT)));

    static final GrowthReport GROWTH = GrowthReport.sinceBaseline(REPORT).orElseThrow();

    private ShopLater() {}

    private static LedgerSnapshot later(LedgerSnapshot taken) {
        return new LedgerSnapshot(
                Instant.parse("2026-11-23T08:15:12Z"),
                taken.uptimeSeconds() + 1_800,
                taken.libraries(),
                taken.sites(),
                taken.damage(),
                taken.tracker());
    }
}
