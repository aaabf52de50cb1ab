package dev.headcount.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.history.CurvelessHistory;
import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.LibraryFigures;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Snapshots;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.BlockSample;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.site.Site;
import dev.headcount.watch.Findings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextReportTest {

    private static final BlockAges NOT_ASKED_FOR = new BlockAges(Map.of());

    @Test
    void shouldBeReadByPeople() {
        assertEquals(
                """
                Headcount: the native memory that libraries hold
                2026-11-23 07:45:12 UTC, 2 h 13 min after counting began

                Please note
                  - libuv.so.1 was given an allocator before counting began: what it allocated until then is not in these
                    figures.

                Libraries
                  Live is what a library asked for and has not given back, without the headers in front of it.

                  library        live  live bytes  live blocks      peak  allocations      frees
                  sqlite3    11.4 MiB  11,953,152       61,204  12.0 MiB    8,601,223  8,540,019
                  cassandra   2.1 MiB   2,202,009       18,712   4.7 MiB       25,317      6,598
                  all        13.5 MiB  14,155,161       79,916              8,626,540  8,546,617

                  sqlite3 /usr/lib/x86_64-linux-gnu/libsqlite3.so.0
                    - allocator: Java method com.acme.shop.Heap.malloc; header: SIZE_8, 489,632 bytes in front of the live
                      blocks
                    - since counting began: 8.2 GiB allocated, 8.2 GiB freed, 123,456 reallocations
                    - failed: 3 (the allocator could not meet the request)

                  cassandra /opt/driver/libcassandra.so.2
                    - allocator: native function je_malloc; header: learning
                    - since counting began: 3.2 MiB allocated, 1.1 MiB freed, 0 reallocations
                    - foreign: 12 (freed without having been seen allocated, 1.0 KiB by their headers)
                    - lost: 7 (the table of live blocks was full, they are not among the live ones)
                    - missed: 1 (their address was handed out again, they count as freed)

                Who holds it: the live sites, largest first
                  A site is a function of a library and the Java calls that led to it, innermost first, or a native thread. 4
                  sites hold live blocks.

                  site   share     live  live bytes  blocks      oldest  function
                  #17   72.6 %  9.8 MiB  10,276,044   2,046  1 h 12 min  sqlite3: sqlite3_prepare_v2
                        com.acme.shop.Statement.prepare(Statement.java:31)
                        com.acme.shop.Reports.monthly(Reports.java:88)
                        com.acme.shop.Main.main(Main.java:12)

                  #9    14.8 %  2.0 MiB   2,100,000  18,000  2 h 13 min  cassandra: native thread cass-io-0

                  #4    11.8 %  1.6 MiB   1,677,108  59,158        59 s  sqlite3: sqlite3_step
                        com.acme.shop.Orders.sell(Orders.java:40)

                  and 1 smaller site with 99.6 KiB (102,009 bytes) in 712 blocks, 0.7 %

                Damage
                  sqlite3: double free (2)
                  - DAMAGE
                  Only the first of each kind are kept in detail.

                Headcount itself
                  - takes 4.2 MiB (4,404,019 bytes) of native memory, with 412 sites told apart and 18 pages of counters
                  - lost 7 allocations: the table of live blocks was full, so they are missing from the live figures
                  - failed to record 1 event; the first time: java.lang.IllegalStateException: closed
                  - had no site left for 812 allocations: the site table was full, so they share one site for each library
                """,
                TextReport.of(Shop.REPORT, 3)
                        .replaceFirst("(?s)- double free at .*?; not\\s+passed\\s+on", "- DAMAGE"));
    }

    @Test
    void shouldOpenWithWhatIsWrongWhereItWasWatched() {
        String report = TextReport.of(Shop.WATCHED, 3);

        assertEquals("""
            Headcount: the native memory that libraries hold
            2026-11-23 07:45:12 UTC, 2 h 13 min after counting began

            What is wrong
              - #17 leaking 3.1 MiB/h in sqlite3_prepare_v2 from Reports.monthly(Reports.java:88): blocks of 57 of the
                last 60 generations are still alive, the oldest for 3 h

            Leaks that are expected
              - io threads: matched 1 site
              - old driver: matched no site so far; it may be misspelt, or no longer be needed
              - as expected: #9 leaking 1.0 KiB/h in cassandra

            Libraries
            """, report.substring(0, report.indexOf("Libraries\n")) + "Libraries\n");
        assertEquals(
                """
                site   share     live  live bytes  blocks      oldest  verdict  function
                #17   72.6 %  9.8 MiB  10,276,044   2,046  1 h 12 min  leaking  sqlite3: sqlite3_prepare_v2
                """.indent(2),
                report.lines()
                        .filter(line -> line.startsWith("  site ") || line.startsWith("  #17 "))
                        .collect(Collectors.joining("\n", "", "\n")));
        assertTrue(report.endsWith("""
              - remembers what sites held over time in 1.0 MiB of the Java heap, of 64.0 MiB at most
              - had no more room for that: 3 curves of sites that hold little lost detail, 1 curve was forgotten
            """), report);
    }

    @Test
    void shouldSayThatNothingIsWrong() {
        Report report = new Report(
                Snapshots.empty(),
                NOT_ASKED_FOR,
                BlockSample.NONE,
                List.of(),
                new Findings(
                        new Diagnosis(
                                60, Shop.WATCHED.findings().diagnosis().sites().subList(1, 2)),
                        CurvelessHistory.EMPTY,
                        Optional.empty()));

        assertTrue(TextReport.of(report, 20).contains("""

            What is wrong
              nothing: no site leaks or grows
            """), () -> TextReport.of(report, 20));
    }

    @Test
    void shouldNameWhatGrowsMoreAndMoreSlowlyToo() {
        SiteVerdict filling =
                Shop.verdict(Shop.SELL, 1024, Verdict.FILLING, "filling 1.0 KiB/h in sqlite3_step", false);
        SiteVerdict young = Shop.verdict(Shop.MONTHLY, 0, Verdict.WARMING_UP, "warming up", false);
        Report report = new Report(
                Snapshots.empty(),
                NOT_ASKED_FOR,
                BlockSample.NONE,
                List.of(),
                new Findings(new Diagnosis(60, List.of(filling, young)), CurvelessHistory.EMPTY, Optional.empty()));

        assertTrue(TextReport.of(report, 20).contains("""

            What is wrong
              no leak so far: 1 site grows more and more slowly, 1 site is still warming up
              - #4 filling 1.0 KiB/h in sqlite3_step
            """), () -> TextReport.of(report, 20));
    }

    @Test
    void shouldHaveNoColumnForAgesThatAreNotKnown() {
        String report = TextReport.of(new Report(Shop.SNAPSHOT, BlockAges.NONE, List.of()), 3);

        assertTrue(report.contains("""
              site   share     live  live bytes  blocks  function
              #17   72.6 %  9.8 MiB  10,276,044   2,046  sqlite3: sqlite3_prepare_v2
            """), report);
    }

    @Test
    void shouldDescribeDamageInFull() {
        String report = TextReport.of(Shop.REPORT, 3);

        assertTrue(report.replaceAll("\\s+", " ").contains(Shop.DOUBLE_FREE.describe()), report);
    }

    @Test
    void shouldBeShortWhereThereIsNothingToReport() {
        assertEquals("""
            Headcount: the native memory that libraries hold
            2026-11-23 07:45:12 UTC, 2 h 13 min after counting began

            Libraries
              none seen yet

            Who holds it: the live sites, largest first
              none: there is no live block

            Damage
              none seen

            Headcount itself
              - takes 4.0 KiB (4,096 bytes) of native memory, with 1 site told apart and 2 pages of counters
              - lost nothing: every event it saw is in these figures
            """, TextReport.of(new Report(Snapshots.empty(), NOT_ASKED_FOR, List.of()), 20));
    }

    @Test
    void shouldNotBeWiderThan110Columns() {
        Site deep = Snapshots.site(
                1,
                Collections.nCopies(64, Snapshots.frame("com.acme." + "deep.".repeat(40) + "Type", "run", 7))
                        .toArray(StackTraceElement[]::new));
        LedgerSnapshot snapshot = new Snapshots()
                .with(new LibraryFigures("a-library-with-a-rather-long-name")
                        .live(1L << 40, 1L << 50)
                        .peak(1L << 51)
                        .freed(1L << 41, 1L << 52)
                        .foreign(1L << 40, 1L << 50))
                .with(deep, 1L << 40, 1L << 50)
                .taken();
        Report report = new Report(snapshot, NOT_ASKED_FOR, List.of("A long note. ".repeat(30)));

        List<String> lines = TextReport.of(report, 20).lines().toList();

        assertEquals(
                List.of(), lines.stream().filter(line -> line.length() > 110).toList());
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("deep.Type.run(Type.java:7)")));
        assertTrue(lines.contains("        ... 48 more calls"));
        assertFalse(lines.stream().anyMatch(line -> line.endsWith(" ")));
    }
}
