package dev.headcount.report;

import dev.headcount.history.CurvelessHistory;
import dev.headcount.history.History;
import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.Expectation;
import dev.headcount.leak.Expectations;
import dev.headcount.leak.LibraryFigures;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Snapshots;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.BlockSample;
import dev.headcount.ledger.Damage;
import dev.headcount.ledger.DamageKind;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.ledger.TrackerSnapshot;
import dev.headcount.site.Site;
import dev.headcount.watch.Findings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to report of a shop that forgets to close the statement of its monthly report. */
final class Shop {

    static final Site MONTHLY = new Site(
            17,
            "sqlite3",
            "sqlite3_prepare_v2",
            null,
            List.of(
                    Snapshots.frame("com.acme.shop.Statement", "prepare", 31),
                    Snapshots.frame("com.acme.shop.Reports", "monthly", 88),
                    Snapshots.frame("com.acme.shop.Main", "main", 12)));
    static final Site SELL =
            new Site(4, "sqlite3", "sqlite3_step", null, List.of(Snapshots.frame("com.acme.shop.Orders", "sell", 40)));
    static final Site WORKER = new Site(9, "cassandra", null, "cass-io-0", List.of());
    static final Site UNSEEN = new Site(2, "cassandra", null, null, List.of());
    static final Site QUIET = new Site(3, "sqlite3", "sqlite3_open_v2", null, List.of());

    static final Damage DOUBLE_FREE = new Damage(
            DamageKind.DOUBLE_FREE,
            "sqlite3",
            0x7f3a5c0012a0L,
            -1,
            0x7f3a5c0012a0L,
            0x7f3a5c0012a0L,
            SELL,
            "sqlite3_finalize",
            new Site(5, "sqlite3", "sqlite3_close_v2", null, List.of()),
            false);

    static final LedgerSnapshot SNAPSHOT = new Snapshots()
            .with(new LibraryFigures("sqlite3")
                    .from("/usr/lib/x86_64-linux-gnu/libsqlite3.so.0", "Java method com.acme.shop.Heap.malloc")
                    .header("SIZE_8", 489_632)
                    .live(61_204, 11_953_152)
                    .peak(12_582_912)
                    .freed(8_540_019, 8_804_682_957L)
                    .reallocations(123_456)
                    .failures(3)
                    .damage(DamageKind.DOUBLE_FREE, 2)
                    .requests(2, 8_000_000)
                    .requests(LibraryFigures.LAST_BUCKET, 1))
            .with(new LibraryFigures("cassandra")
                    .from("/opt/driver/libcassandra.so.2", "native function je_malloc")
                    .live(18_712, 2_202_009)
                    .peak(4_928_307)
                    .freed(6_598, 1_130_496)
                    .foreign(12, 1_024)
                    .lost(7, 1))
            .with(WORKER, 18_000, 2_100_000)
            .with(MONTHLY, 2_046, 10_276_044)
            .with(SELL, 59_158, 1_677_108)
            .with(UNSEEN, 712, 102_009)
            .with(QUIET, 0, 0)
            .with(DOUBLE_FREE)
            .with(new TrackerSnapshot(
                    4_404_019, 18, 412, 812, 7, 1, "java.lang.IllegalStateException: closed", true, 0, 0))
            .taken();

    static final Report REPORT = new Report(
            SNAPSHOT,
            new BlockAges(Map.of(17, 4_325L, 4, 59L, 9, 7_985L)),
            List.of("libuv.so.1 was given an allocator before counting began: what it allocated until then is not in"
                    + " these figures."));

    static final String LEAK =
            "leaking 3.1 MiB/h in sqlite3_prepare_v2 from Reports.monthly(Reports.java:88): blocks of 57 of"
                    + " the last 60 generations are still alive, the oldest for 3 h";

    /** The same, after it was watched for some time. */
    static final Report WATCHED = new Report(
            SNAPSHOT,
            REPORT.ages(),
            BlockSample.NONE,
            List.of(),
            new Findings(
                    new Diagnosis(
                            7_990,
                            List.of(
                                    verdict(MONTHLY, 3_250_585.6, Verdict.LEAKING, LEAK, false),
                                    verdict(SELL, 0, Verdict.STEADY, "steady: it never held less than now", false),
                                    verdict(WORKER, 1024, Verdict.LEAKING, "leaking 1.0 KiB/h in cassandra", true)),
                            List.of(
                                    new Expectations.Matched(
                                            new Expectation("io threads", "*", "*", "cass-io-*", "*"), 1),
                                    new Expectations.Matched(
                                            new Expectation("old driver", "cass1", "*", "*", "*"), 0))),
                    new CurvelessHistory(1 << 20, History.MAX_BYTES, 3, 1),
                    Optional.empty()));

    static SiteVerdict verdict(Site site, double bytesPerHour, Verdict verdict, String evidence, boolean expected) {
        SiteSnapshot figures = SNAPSHOT.sites().stream()
                .filter(each -> each.site().equals(site))
                .findFirst()
                .orElseThrow();
        Optional<StackTraceElement> suspect =
                site.equals(MONTHLY) ? Optional.of(MONTHLY.stack().get(1)) : Optional.empty();
        return new SiteVerdict(figures, verdict, bytesPerHour, evidence, suspect, expected);
    }

    private Shop() {}
}
