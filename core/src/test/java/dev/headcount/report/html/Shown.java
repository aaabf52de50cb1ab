package dev.headcount.report.html;

import dev.headcount.history.Curve;
import dev.headcount.history.HistoryView;
import dev.headcount.history.Reading;
import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.LibraryFigures;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Snapshots;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.BlockListing;
import dev.headcount.ledger.BlockSample;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.ListedBlock;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.report.Report;
import dev.headcount.site.Site;
import dev.headcount.watch.Findings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** A report with a leak in it, in which a class has a name that means something to HTML. */
final class Shown {

    static final String EVIL = "com.acme.</script><script>alert(1)</script>";

    static final StackTraceElement PREPARE = Snapshots.frame("com.acme.Database", "prepare", 44);
    static final StackTraceElement SUSPECT =
            new StackTraceElement(EVIL, "sales", EVIL.substring(EVIL.lastIndexOf('.') + 1) + ".java", 21);
    static final Site LEAKING = site(7, PREPARE, Snapshots.frame(EVIL, "sales", 21));
    static final Site STEADY = site(8, PREPARE, Snapshots.frame("com.acme.Orders", "list", 28));
    static final Site THREAD = new Site(9, "cassandra", null, "cass-io-<0>", List.of());

    static final LedgerSnapshot BASELINE = new Snapshots()
            .with(LEAKING, 10, 1_000)
            .with(STEADY, 2, 64)
            .with(THREAD, 3, 300)
            .taken();
    static final LedgerSnapshot NOW = new Snapshots()
            .with(new LibraryFigures("sqlite3").live(32, 3_064))
            .with(new LibraryFigures("cassandra").live(3, 300))
            .with(LEAKING, 30, 3_000)
            .with(STEADY, 2, 64)
            .with(THREAD, 3, 300)
            .taken();

    /** Each site's live bytes rise by 10 a second. */
    private static final HistoryView HISTORY = new HistoryView() {
        @Override
        public Curve site(int id) {
            return rising();
        }

        @Override
        public Curve library(String name) {
            return rising();
        }

        @Override
        public long bytes() {
            return 1_999_993;
        }
    };

    private Shown() {}

    static Report report(Optional<LedgerSnapshot> baseline) {
        Diagnosis diagnosis = new Diagnosis(
                NOW.uptimeSeconds(),
                List.of(
                        verdict(LEAKING, Verdict.LEAKING, 36_000, "leaking 35 KiB an hour", SUSPECT),
                        verdict(STEADY, Verdict.STEADY, 0, "steady", null),
                        verdict(THREAD, Verdict.STEADY, 0, "steady", null)));
        BlockSample sample = new BlockSample(
                BlockListing.ALL,
                List.of(new ListedBlock(0xabc0, 127, LEAKING, 61, 1), new ListedBlock(0xdef0, 61, STEADY, 42, 1)));
        return new Report(
                NOW,
                new BlockAges(Map.of(7, 61L)),
                sample,
                List.of("libuv was <not> seen"),
                new Findings(diagnosis, HISTORY, baseline));
    }

    static Curve rising() {
        return new Curve(LongStream.rangeClosed(1, 1_000)
                .mapToObj(second -> new Reading(second, second * 10, second * 10, second, second, second * 10))
                .toList());
    }

    private static Site site(int id, StackTraceElement... stack) {
        return new Site(id, "sqlite3", "sqlite3_prepare_v2", null, List.of(stack));
    }

    private static SiteVerdict verdict(
            Site site, Verdict verdict, double hourly, String evidence, StackTraceElement suspect) {
        SiteSnapshot figures = NOW.sites().stream()
                .filter(candidate -> candidate.site().equals(site))
                .findFirst()
                .orElseThrow();
        return new SiteVerdict(figures, verdict, hourly, evidence, Optional.ofNullable(suspect), false);
    }
}
