package dev.headcount.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.leak.Snapshots;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollapsedStacksTest {

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static List<String> lines(Writing writing) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            writing.to(out);
            return out.toString(StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldHaveALineForEachLiveSiteTheOutermostFrameFirst() {
        assertEquals(
                List.of(
                        "com.acme.shop.Main.main(Main.java:12);com.acme.shop.Reports.monthly(Reports.java:88);"
                                + "com.acme.shop.Statement.prepare(Statement.java:31);sqlite3_prepare_v2 10276044",
                        "native_thread_cass-io-0;[cassandra] 2100000",
                        "com.acme.shop.Orders.sell(Orders.java:40);sqlite3_step 1677108",
                        "[cassandra] 102009"),
                lines(out -> ReportFormat.COLLAPSED.write(Shop.REPORT, out)));
    }

    @Test
    void shouldAddUpToTheSnapshotToTheByte() {
        long sum = lines(out -> ReportFormat.COLLAPSED.write(Shop.REPORT, out)).stream()
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();

        assertEquals(
                Shop.SNAPSHOT.sites().stream()
                        .mapToLong(SiteSnapshot::liveBytes)
                        .sum(),
                sum);
    }

    @Test
    void shouldShowWhatGrewAndLeaveOutWhatShrank() {
        assertEquals(
                List.of(
                        "com.acme.shop.Main.main(Main.java:12);com.acme.shop.Reports.monthly(Reports.java:88);"
                                + "com.acme.shop.Statement.prepare(Statement.java:31);sqlite3_prepare_v2 272000",
                        "native_thread_cass-io-0;cass_session_execute 3072"),
                lines(out -> ReportFormat.COLLAPSED.write(ShopLater.GROWTH, out)));
    }

    @Test
    void shouldKeepSeparatorsOutOfNames() {
        Site site = new Site(1, "acme", "acme;call 7", "worker\n3\u00a04", List.of());
        Report report = new Report(new Snapshots().with(site, 1, 61).taken(), new BlockAges(Map.of()), List.of());

        assertEquals(
                List.of("native_thread_worker_3_4;acme,call_7 61"),
                lines(out -> ReportFormat.COLLAPSED.write(report, out)));
    }
}
