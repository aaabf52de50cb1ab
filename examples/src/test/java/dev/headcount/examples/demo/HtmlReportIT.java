package dev.headcount.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.examples.Http;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.report.Report;
import dev.headcount.report.html.HtmlReport;
import dev.headcount.site.Site;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTML report in a real browser, from a file. */
class HtmlReportIT {

    private static final Path AGENT = Path.of(System.getProperty("headcount.agent.jar"));

    @TempDir
    private Path directory;

    private Browser browser;

    @BeforeEach
    void start() {
        browser = Browser.start(directory.resolve("profile"));
    }

    @AfterEach
    void shouldLoadNothingAndBreakNoRule() {
        if (browser != null) {
            browser.assertAskedNobodyElse();
            browser.assertNoComplaints();
            browser.close();
        }
    }

    @Test
    void shouldOpenFromAMailAttachment() throws Exception {
        Path file = directory.resolve("headcount.html");
        try (ApplicationProcess shop = ApplicationProcess.start(AGENT, _ -> {});
                Http http = new Http()) {
            http.get(shop.shop().resolve("/report?customer=Ada"));
            Files.writeString(file, http.get(shop.headcount().resolve("/report?format=html")));
        }

        browser.open(file.toUri());

        browser.await("document.querySelectorAll('#flame-graph button').length > 5");
        assertTrue(browser.text("#flame-graph").contains("sqlite3_prepare_v2"), browser.text("#flame-graph"));
        assertTrue(browser.text("#state").startsWith("report of "), browser.text("#state"));
        assertEquals(false, browser.element("#take-baseline").isDisplayed(), "nobody is there to take one");
        browser.element(".row[data-site]").click();
        browser.await("document.querySelectorAll('#call-path li').length > 2");
    }

    @Test
    void shouldShowNamesAsTheyAreAndNotDoWhatTheySay() throws IOException {
        String name = "<img src=x onerror=\"document.title='run'\">";
        StackTraceElement frame = new StackTraceElement("com.acme." + name, name, name, 7);
        Site java = new Site(1, name, name, null, List.of(frame));
        Site thread = new Site(2, name, null, name, List.of());
        LedgerSnapshot empty = LedgerSnapshot.empty();
        LedgerSnapshot snapshot = new LedgerSnapshot(
                empty.takenAt(),
                60,
                empty.libraries(),
                List.of(new SiteSnapshot(java, 5, 3, 500, 300), new SiteSnapshot(thread, 5, 3, 500, 300)),
                List.of(),
                empty.tracker());
        browser.open(written(new Report(snapshot, new BlockAges(Map.of()), List.of(name)))
                .toUri());

        browser.await("document.getElementById('notes').textContent.includes('onerror')");
        browser.ask(
                "document.getElementById('sites').hidden = false; document.querySelector('.row[data-site]').click()");

        browser.await("document.getElementById('call-path').textContent.includes('onerror')");
        assertEquals(0L, browser.ask("return document.querySelectorAll('main img').length"));
        assertEquals("Headcount", browser.ask("return document.title"));
    }

    @Test
    void shouldSayThatNoLibraryWasMetYet() throws IOException {
        Report nothing = new Report(LedgerSnapshot.empty(), new BlockAges(Map.of()), List.of());
        browser.open(written(nothing).toUri());

        browser.await("document.querySelector('#finding h1').textContent === 'No library met yet'");
        assertEquals(false, browser.element("#sites").isDisplayed());
    }

    private Path written(Report report) throws IOException {
        Path file = directory.resolve("report.html");
        try (OutputStream out = Files.newOutputStream(file)) {
            HtmlReport.write(report, out);
        }
        return file;
    }
}
