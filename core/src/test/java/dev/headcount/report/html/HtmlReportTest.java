package dev.headcount.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.leak.Snapshots;
import dev.headcount.ledger.BlockAges;
import dev.headcount.report.Json;
import dev.headcount.report.Report;
import dev.headcount.report.ReportFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final Pattern DATA =
            Pattern.compile("<script id=\"data\" type=\"application/json\">(.*?)</script>", Pattern.DOTALL);

    @Test
    void shouldHoldEverythingThatItShows() throws IOException {
        Map<?, ?> data = data(html(Shown.report(Optional.of(Shown.BASELINE))));

        Map<?, ?> overview = (Map<?, ?>) data.get("overview");
        Map<?, ?> leaking = (Map<?, ?>) ((List<?>) overview.get("sites")).getFirst();
        Map<?, ?> detail = (Map<?, ?>) ((List<?>) data.get("sites")).getFirst();
        Map<?, ?> block = (Map<?, ?>) ((List<?>) detail.get("blocks")).getFirst();
        assertEquals("leaking", leaking.get("verdict"));
        assertEquals("leaking 35 KiB an hour", leaking.get("evidence"));
        assertEquals(2_000L, leaking.get("grownBytes"));
        assertEquals(3_364L, ((Map<?, ?>) data.get("flame")).get("bytes"));
        assertEquals(61L, detail.get("oldestSeconds"));
        assertEquals(1, ((List<?>) detail.get("blocks")).size());
        assertEquals("0xabc0", block.get("address"));
        assertEquals(1_999_993L, ((Map<?, ?>) overview.get("tracker")).get("historyBytes"));
    }

    @Test
    void shouldLetNoNameEndTheDataAndBeginAScript() throws IOException {
        String html = html(Shown.report(Optional.empty()));

        assertFalse(html.contains("alert(1)</script>"), "as it was written");
        assertFalse(html.contains("<not>"), "nor a note");
        Map<?, ?> overview = (Map<?, ?>) data(html).get("overview");
        Map<?, ?> leaking = (Map<?, ?>) ((List<?>) overview.get("sites")).getFirst();
        assertEquals(Shown.EVIL + ".sales", ((String) leaking.get("suspect")).replaceFirst("\\.sales\\(.*", ".sales"));
    }

    @Test
    void shouldLoadNothing() throws IOException {
        String page = DATA.matcher(html(Shown.report(Optional.empty()))).replaceAll("");
        String markup = page.replaceAll("(?s)<(script|style)>.*?</\\1>", "");

        assertFalse(
                Pattern.compile("(src|href|action)=\"(?!#|data:,|report\")")
                        .matcher(markup)
                        .find(),
                markup);
        assertTrue(markup.contains("default-src 'none'"), markup);
        assertFalse(page.contains("@import"), "no style does");
        assertFalse(page.contains("url("), "nor any picture");
    }

    @Test
    void shouldRunItsOwnScriptsAndNoOthers() throws Exception {
        String html = html(Shown.report(Optional.empty()));
        Matcher scripts = Pattern.compile("(?s)<script>(.*?)</script>").matcher(html);

        int found = 0;
        while (scripts.find()) {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
            String allowed = "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
            assertTrue(html.contains(allowed), scripts.group(1));
            found++;
        }
        assertEquals(11, found);
        assertFalse(html.contains("unsafe-inline"), "nothing else is let in");
    }

    @Test
    void shouldCarryTheLicencesOfWhatItIsMadeWith() throws IOException {
        String html = html(Shown.report(Optional.empty()));

        assertTrue(html.contains("Leon Sorokin"), "uPlot's");
        assertTrue(html.contains("Mike Bostock"), "d3-hierarchy's");
    }

    @Test
    void shouldBeWrittenWhereThereIsNothingToShow() throws IOException {
        Report nothing = new Report(Snapshots.empty(), new BlockAges(Map.of()), List.of());

        Map<?, ?> overview = (Map<?, ?>) data(html(nothing)).get("overview");

        assertEquals(List.of(), overview.get("sites"));
        assertEquals(List.of(), overview.get("libraries"));
    }

    @Test
    void shouldBeSmallEnoughForAMail() throws IOException {
        assertTrue(html(Shown.report(Optional.empty())).length() < 300_000, "a page without much data");
    }

    private static String html(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportFormat.of("html").orElseThrow().write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<?, ?> data(String html) {
        Matcher data = DATA.matcher(html);
        assertTrue(data.find(), "there are data");
        return (Map<?, ?>) Json.parse(data.group(1));
    }
}
