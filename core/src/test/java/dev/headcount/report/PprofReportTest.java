package dev.headcount.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.ledger.SiteSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class PprofReportTest {

    private static final int TIME_NANOS = 9;
    private static final int DURATION_NANOS = 10;
    private static final int DEFAULT_SAMPLE_TYPE = 14;

    private final ProfileReading profile = read(Shop.REPORT);

    private static ProfileReading read(Report report) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ReportFormat.PPROF.write(report, out);
            return ProfileReading.of(out.toByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldHaveWhatIsInUseAndWhatWasAllocatedInBlocksAndBytes() throws IOException {
        assertEquals(
                List.of("alloc_objects/count", "alloc_space/bytes", "inuse_objects/count", "inuse_space/bytes"),
                profile.units());
        assertEquals("inuse_space", profile.string(DEFAULT_SAMPLE_TYPE));
    }

    @Test
    void shouldHaveTheFiguresOfTheSnapshotToTheByte() throws IOException {
        assertEquals(sum(SiteSnapshot::liveBytes), sum("inuse_space"));
        assertEquals(sum(SiteSnapshot::liveBlocks), sum("inuse_objects"));
        assertEquals(sum(SiteSnapshot::allocatedBytes), sum("alloc_space"));
        assertEquals(sum(SiteSnapshot::allocations), sum("alloc_objects"));
    }

    @Test
    void shouldPutTheFunctionOfTheLibraryBelowTheJavaFrames() throws IOException {
        assertEquals(
                List.of(
                        "sqlite3_prepare_v2 :0 in /usr/lib/x86_64-linux-gnu/libsqlite3.so.0",
                        "com.acme.shop.Statement.prepare Statement.java:31 in java",
                        "com.acme.shop.Reports.monthly Reports.java:88 in java",
                        "com.acme.shop.Main.main Main.java:12 in java"),
                profile.samples().getFirst().frames());
    }

    @Test
    void shouldHaveAFrameForANativeThread() throws IOException {
        assertEquals(
                List.of("[cassandra] :0 in /opt/driver/libcassandra.so.2", "native thread cass-io-0 :0 in java"),
                profile.samples().get(1).frames());
    }

    @Test
    void shouldTakeJavaForTheProgramAndEachLibraryForAFileOfIts() throws IOException {
        assertEquals(
                List.of("java", "/usr/lib/x86_64-linux-gnu/libsqlite3.so.0", "/opt/driver/libcassandra.so.2"),
                profile.mappings());
    }

    @Test
    void shouldLabelSamplesWithLibraryAndVerdict() throws IOException {
        assertEquals(Map.of("library", "sqlite3"), profile.samples().getFirst().labels());
        assertEquals(
                Map.of("library", "sqlite3", "verdict", "leaking"),
                read(ShopLater.REPORT).samples().getFirst().labels());
    }

    @Test
    void shouldSayWhenAndWhatIsNotInIt() {
        assertEquals(1_795_419_912_000_000_000L, profile.number(TIME_NANOS));
        assertEquals(7_990_000_000_000L, profile.number(DURATION_NANOS));
        assertEquals(Shop.REPORT.notes(), profile.comments());
    }

    @Test
    void shouldHaveNegativeFiguresWhereASiteShrank() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportFormat.PPROF.write(ShopLater.GROWTH, out);
        ProfileReading growth = ProfileReading.of(out.toByteArray());

        assertEquals(
                List.of(272_000L, 3_072L, -1_674_308L),
                growth.samples().stream()
                        .map(sample -> sample.values().get("inuse_space"))
                        .toList());
        assertEquals(1_800_000_000_000L, growth.number(DURATION_NANOS));
        assertTrue(growth.samples().getLast().frames().getFirst().startsWith("sqlite3_step "));
    }

    private long sum(String type) throws IOException {
        return profile.samples().stream()
                .mapToLong(sample -> sample.values().get(type))
                .sum();
    }

    private static long sum(ToLongFunction<SiteSnapshot> figure) {
        return Shop.SNAPSHOT.sites().stream().mapToLong(figure).sum();
    }
}
