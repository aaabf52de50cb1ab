package dev.headcount.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.headcount.leak.Growth;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReportReaderTest {

    private static LedgerSnapshot writtenAndRead(Report report) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ReportFormat.JSON.write(report, out);
            return JsonReportReader.read(new ByteArrayInputStream(out.toByteArray()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldReadBackWhatWasWritten() {
        LedgerSnapshot read = writtenAndRead(Shop.REPORT);
        Set<SiteSnapshot> written = new HashSet<>(Shop.SNAPSHOT.sites());

        assertEquals(Shop.SNAPSHOT.takenAt(), read.takenAt());
        assertEquals(Shop.SNAPSHOT.uptimeSeconds(), read.uptimeSeconds());
        assertEquals(written, new HashSet<>(read.sites()));
    }

    @Test
    void shouldFindTheSameGrowthInTwoFilesAsInTheirSnapshots() {
        Growth growth = Growth.between(writtenAndRead(Shop.REPORT), writtenAndRead(ShopLater.REPORT));

        assertEquals(ShopLater.GROWTH.growth(), growth);
    }

    @Test
    void shouldFindNoGrowthInAFileAndItself() {
        assertEquals(
                List.of(),
                Growth.between(writtenAndRead(Shop.REPORT), writtenAndRead(Shop.REPORT))
                        .sites());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                      | no report of Headcount's: it is no object",
                "{}                      | no report of Headcount's: it has no member takenAt",
                "{\"takenAt\": \"noon\"} | no report of Headcount's: Text 'noon' could not be parsed at index 0",
                "{\"takenAt\": \"2026-11-23T07:45:12Z\"} | no report of Headcount's: it has no member sites",
                "{\"sites\": 7}          | no report of Headcount's: its sites are no array",
                "{\"sites\": [{}]}       | no report of Headcount's: a site of it has no id",
                "{\"since\": \"noon\"}   | no report of Headcount's: it says what changed since another one, and not"
                        + " what there was"
            })
    void shouldSayWhyItIsNoReport(String text, String why) {
        assertEquals(why, refusal(text));
    }

    @Test
    void shouldSayWhereItIsNoJson() {
        assertEquals("it is not JSON, line 2, column 1", refusal("{\nHeadcount: the native memory"));
    }

    private static String refusal(String text) {
        ByteArrayInputStream report = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return assertThrows(IOException.class, () -> JsonReportReader.read(report))
                .getMessage();
    }
}
