package dev.headcount.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.LedgerSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private static final String PLAIN = null;

    private LedgerSnapshot now = Figures.of();
    private int snapshotsTaken;
    private final MetricsPage page = new MetricsPage(new FixedView(this::snapshot, new BlockAges(Map.of()), List.of()));

    private LedgerSnapshot snapshot() {
        snapshotsTaken++;
        return now;
    }

    @Test
    void shouldShowEveryFigureAsPrometheusWantsIt() throws IOException {
        now = Figures.of(List.of(Figures.library("sqlite3")), List.of(Figures.site(7, "sqlite3")));

        String expected = """
            # HELP headcount_allocated_bytes_total Bytes ever allocated, a reallocation counts its new size
            # TYPE headcount_allocated_bytes_total counter
            headcount_allocated_bytes_total{library="sqlite3"} 1300.0
            # HELP headcount_allocations_total Blocks that the library ever allocated
            # TYPE headcount_allocations_total counter
            headcount_allocations_total{library="sqlite3"} 13.0
            # HELP headcount_damage_total Wrong pointers given back and headers overwritten, by kind
            # TYPE headcount_damage_total counter
            headcount_damage_total{kind="damaged_header",library="sqlite3"} 0.0
            headcount_damage_total{kind="double_free",library="sqlite3"} 2.0
            headcount_damage_total{kind="interior_pointer",library="sqlite3"} 0.0
            # HELP headcount_failures_total Requests that the allocator could not meet
            # TYPE headcount_failures_total counter
            headcount_failures_total{library="sqlite3"} 5.0
            # HELP headcount_foreign_frees_total Blocks given back that were never seen being allocated
            # TYPE headcount_foreign_frees_total counter
            headcount_foreign_frees_total{library="sqlite3"} 6.0
            # HELP headcount_freed_bytes_total Bytes given back, a reallocation counts its old size
            # TYPE headcount_freed_bytes_total counter
            headcount_freed_bytes_total{library="sqlite3"} 1000.0
            # HELP headcount_frees_total Blocks that the library gave back
            # TYPE headcount_frees_total counter
            headcount_frees_total{library="sqlite3"} 10.0
            # HELP headcount_gate_enabled 1 where libraries call gates, 0 where the machine refuses them and they call \
            Java directly
            # TYPE headcount_gate_enabled gauge
            headcount_gate_enabled 1.0
            # HELP headcount_gate_upcalls_total How often native code entered Java, to find the call path of a downcall
            # TYPE headcount_gate_upcalls_total counter
            headcount_gate_upcalls_total 0.0
            # HELP headcount_history_bytes Java heap that the history of the figures takes
            # TYPE headcount_history_bytes gauge
            headcount_history_bytes 0.0
            # HELP headcount_history_lost_total Curves of the history that were made coarser or forgotten for want of \
            room: verdicts then come later
            # TYPE headcount_history_lost_total counter
            headcount_history_lost_total 0.0
            # HELP headcount_live_blocks Blocks that the library holds now
            # TYPE headcount_live_blocks gauge
            headcount_live_blocks{library="sqlite3"} 3.0
            # HELP headcount_live_bytes Bytes that the library holds now, as it asked for them, without headers
            # TYPE headcount_live_bytes gauge
            headcount_live_bytes{library="sqlite3"} 300.0
            # HELP headcount_peak_bytes The most bytes that the library ever held at once
            # TYPE headcount_peak_bytes gauge
            headcount_peak_bytes{library="sqlite3"} 500.0
            # HELP headcount_reallocations_total Blocks that changed their size
            # TYPE headcount_reallocations_total counter
            headcount_reallocations_total{library="sqlite3"} 4.0
            # HELP headcount_request_size_bytes Sizes of the requests, reallocations included
            # TYPE headcount_request_size_bytes histogram
            headcount_request_size_bytes_bucket{library="sqlite3",le="16.0"} 12
            headcount_request_size_bytes_bucket{library="sqlite3",le="+Inf"} 13
            headcount_request_size_bytes_count{library="sqlite3"} 13
            headcount_request_size_bytes_sum{library="sqlite3"} 1300.0
            # HELP headcount_ring_lost_total Rare events of native code that were counted but not described, the ring \
            for them being full
            # TYPE headcount_ring_lost_total counter
            headcount_ring_lost_total 0.0
            # HELP headcount_site_growth_per_hour_bytes Bytes by which the site grows in an hour, negative where it \
            shrinks; 0 where nothing can be said
            # TYPE headcount_site_growth_per_hour_bytes gauge
            headcount_site_growth_per_hour_bytes{caller="com.acme.Reports.monthly(Reports.java:88)",\
            function="sqlite3_open",library="sqlite3",site="7"} 0.0
            # HELP headcount_site_leaking 1 where the verdict on the site is that it leaks, 0 otherwise
            # TYPE headcount_site_leaking gauge
            headcount_site_leaking{caller="com.acme.Reports.monthly(Reports.java:88)",function="sqlite3_open",\
            library="sqlite3",site="7"} 0.0
            # HELP headcount_site_live_bytes Bytes that the site holds now, for the sites that hold the most and those \
            that leak
            # TYPE headcount_site_live_bytes gauge
            headcount_site_live_bytes{caller="com.acme.Reports.monthly(Reports.java:88)",function="sqlite3_open",\
            library="sqlite3",site="7"} 300.0
            # HELP headcount_sites Sites with live blocks by verdict; those whose leak is expected count as that alone
            # TYPE headcount_sites gauge
            headcount_sites{library="sqlite3",verdict="expected"} 0.0
            headcount_sites{library="sqlite3",verdict="filling"} 0.0
            headcount_sites{library="sqlite3",verdict="growing"} 0.0
            headcount_sites{library="sqlite3",verdict="leaking"} 0.0
            headcount_sites{library="sqlite3",verdict="steady"} 0.0
            headcount_sites{library="sqlite3",verdict="warming_up"} 0.0
            # HELP headcount_sites_overflowed_total Allocations charged to no site of their own, the site table \
            being full
            # TYPE headcount_sites_overflowed_total counter
            headcount_sites_overflowed_total 5.0
            # HELP headcount_tracker_bytes Native memory that Headcount's ledger itself takes
            # TYPE headcount_tracker_bytes gauge
            headcount_tracker_bytes 4096.0
            # HELP headcount_tracker_lost_total Events missing from the ledger: allocations that found its table \
            full, and events that ended in an error
            # TYPE headcount_tracker_lost_total counter
            headcount_tracker_lost_total 23.0
            """;
        assertEquals(
                expected.lines().toList(),
                body(PLAIN).lines().filter(line -> !isMiddleBucket(line)).toList());
    }

    @Test
    void shouldCountEachRequestInEveryBucketThatHoldsIt() throws IOException {
        now = Figures.of(Figures.library("sqlite3"));

        List<String> buckets =
                body(PLAIN).lines().filter(MetricsPageTest::isMiddleBucket).toList();

        assertTrue(buckets.getFirst().endsWith("le=\"32.0\"} 12"), buckets.getFirst());
        assertTrue(buckets.getLast().endsWith("} 12"), buckets.getLast());
    }

    private static boolean isMiddleBucket(String line) {
        return line.contains("le=\"") && !line.contains("le=\"16.0\"") && !line.contains("le=\"+Inf\"");
    }

    @Test
    void shouldGiveMetersToALibraryThatAppearsBetweenTwoScrapes() throws IOException {
        page.page(PLAIN);
        now = Figures.of(Figures.library("uv"));

        List<String> lines = body(PLAIN).lines().toList();

        assertTrue(lines.contains("headcount_live_bytes{library=\"uv\"} 300.0"));
        assertTrue(lines.contains("headcount_request_size_bytes_count{library=\"uv\"} 13"));
    }

    @Test
    void shouldAddUpLibrariesOfTheSameName() throws IOException {
        now = Figures.of(Figures.library("uv"), Figures.library("uv"));

        List<String> lines = body(PLAIN).lines().toList();

        assertTrue(lines.contains("headcount_live_bytes{library=\"uv\"} 600.0"));
        assertTrue(lines.contains("headcount_request_size_bytes_count{library=\"uv\"} 26"));
    }

    @Test
    void shouldTakeOneSnapshotForEachScrape() throws IOException {
        now = Figures.of(Figures.library("sqlite3"));
        page.page(PLAIN);
        int before = snapshotsTaken;

        page.page(PLAIN);
        page.page(PLAIN);

        assertEquals(2, snapshotsTaken - before);
    }

    @Test
    void shouldSpeakOpenMetricsToThoseWhoAskForIt() throws IOException {
        Answer answer = page.page("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");

        assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8", answer.contentType());
        assertTrue(answer.text().endsWith("# EOF\n"));
    }

    @Test
    void shouldSpeakPlainTextToAllOthers() throws IOException {
        for (String accept : new String[] {null, "*/*", "text/html", "application/vnd.google.protobuf"}) {
            assertEquals(
                    "text/plain; version=0.0.4; charset=utf-8",
                    page.page(accept).contentType());
        }
    }

    private String body(String accept) throws IOException {
        return page.page(accept).text();
    }
}
