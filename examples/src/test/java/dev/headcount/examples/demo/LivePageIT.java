package dev.headcount.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.examples.Http;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The live page in a real browser, while the demo's shop leaks under load. */
class LivePageIT {

    private static final Path AGENT = Path.of(System.getProperty("headcount.agent.jar"));
    private static final String LEAKING_LINE = "Reports.sales(Reports.java:";
    private static final String FIRST_ROW = "document.querySelector('.row[data-site]')";

    @TempDir
    private static Path profile;

    private static Http http;
    private static ApplicationProcess shop;
    private static Load load;
    private static Browser browser;

    @BeforeAll
    static void openTheShop() throws InterruptedException {
        browser = Browser.start(profile);
        http = new Http();
        shop = ApplicationProcess.start(AGENT, _ -> {});
        load = new Load(http, shop.shop());
        load.start();
    }

    @AfterAll
    static void closeTheShop() {
        if (load != null) {
            load.close();
        }
        if (shop != null) {
            shop.close();
        }
        if (http != null) {
            http.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openThePage() throws InterruptedException {
        browser.size(1280, 900);
        browser.scheme("light");
        browser.open(shop.headcount().resolve("/"));
        browser.await(FIRST_ROW);
    }

    @AfterEach
    void shouldAskNobodyButTheJvmAndBreakNoRule() {
        browser.assertAskedNobodyElse();
        browser.assertNoComplaints();
    }

    @Test
    void shouldBringTheLeakingHandlerToTheTopWithinThirtySeconds() {
        browser.awaitWithin(
                Duration.ofSeconds(30),
                "document.querySelector('.line-code').textContent.includes('" + LEAKING_LINE + "') && " + FIRST_ROW
                        + ".textContent.includes('" + LEAKING_LINE + "')");

        String route = browser.text(".line-route");
        assertTrue(route.endsWith("→ sqlite3_prepare_v2"), route);
    }

    @Test
    void shouldOpenASiteWithTheKeyboardAlone() {
        browser.tabTo(".row[data-site]");
        Object first = browser.ask("return document.activeElement.dataset.site");
        browser.press(Keys.ARROW_DOWN);
        Object second = browser.ask("return document.activeElement.dataset.site");
        assertTrue(!first.equals(second), "the arrow moves the focus");
        browser.press(Keys.ARROW_UP);
        assertEquals(first, browser.ask("return document.activeElement.dataset.site"));

        browser.press(Keys.ENTER);

        browser.await("document.activeElement.id === 'detail-title'");
        browser.await("document.querySelectorAll('#call-path li').length > 2");
        assertTrue(browser.text("#detail-title").startsWith("Site #" + first + ": "), browser.text("#detail-title"));
        browser.press(Keys.ESCAPE);
        browser.await("document.getElementById('detail').hidden");
        assertEquals(first, browser.ask("return document.activeElement.dataset.site"), "back where it was opened");
    }

    @Test
    void shouldListTheBlocksOfASiteWithTheirAges() {
        browser.await("document.querySelector('#show-worst:not([hidden])')");
        browser.element("#show-worst").click();

        browser.await("document.querySelectorAll('#blocks tbody tr').length > 0");
        String oldest = browser.text("#blocks tbody tr");
        assertTrue(oldest.matches("\\d+ .* 0x[0-9a-f]+ .*blocks?"), oldest);
        assertTrue(browser.text("#blocks-help").startsWith("One block is listed for every 512.0 KiB"), "how chosen");
    }

    @Test
    void shouldWalkTheFlameGraphWithTheKeyboard() {
        browser.await("document.querySelectorAll('#flame-graph button').length > 5");
        browser.tabTo("#flame-graph button");
        assertTrue(browser.text("#flame-at").startsWith("all libraries: "), browser.text("#flame-at"));

        browser.press(Keys.ARROW_DOWN);

        browser.await("document.getElementById('flame-at').textContent.startsWith('sqlite3: ')");
        browser.press(Keys.ENTER);
        browser.await("document.querySelector('#flame-graph button.above')");
        browser.press(Keys.ESCAPE);
        browser.await("!document.querySelector('#flame-graph button.above')");
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 768})
    void shouldFitANarrowScreen(int width) {
        browser.size(width, 800);
        browser.element(".row[data-site]").click();
        browser.await("document.querySelectorAll('#call-path li').length > 2");

        browser.await("document.documentElement.scrollWidth <= " + width);
    }

    @Test
    void shouldBeDarkWhereTheReaderWantsIt() {
        long light = brightness("backgroundColor");
        browser.scheme("dark");

        browser.await("matchMedia('(prefers-color-scheme: dark)').matches");
        assertTrue(light > 600, "light: " + light);
        assertTrue(brightness("backgroundColor") < 150, "dark");
        assertTrue(brightness("color") > 600, "with a light text");
    }

    /** The sum of red, green and blue. */
    private static long brightness(String property) {
        return (Long) browser.ask("return getComputedStyle(document.body)." + property
                + ".match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)");
    }

    @Test
    void shouldShowWhatGrewSinceABaselineAfterOneClick() {
        browser.element("#take-baseline").click();

        browser.await("document.getElementById('notes').textContent.startsWith('Since the baseline of ')");
        browser.await(
                "[...document.querySelectorAll('.row .grown .value')].some(cell => cell.textContent.startsWith('+'))");
    }

    @Test
    void shouldKeepItselfUpToDate() {
        String before = browser.text("#application");

        browser.await("document.getElementById('application').textContent !== " + quoted(before));
        assertEquals("live", browser.text("#state"));
    }

    @Test
    void shouldAskAgainForTheLastLookWhichMayHaveBeenUnderWay() {
        Object curve = browser.ask("""
            const curves = new Curves();
            curves.take('sqlite3', [1, 100, 5, 200], 0);
            const since = curves.next();
            curves.take('sqlite3', [5, 200], since);
            curves.take('sqlite3', [5, 200, 6, 300], since);
            return since + ': ' + curves.of('sqlite3').join(' ');
            """);

        assertEquals("4: 1 100 5 200 6 300", curve);
    }

    @Test
    void shouldSayThatTheJvmIsGone() throws Exception {
        try (ApplicationProcess other = ApplicationProcess.start(AGENT, _ -> {})) {
            other.shop();
            browser.open(other.headcount().resolve("/"));
            browser.await(FIRST_ROW);
            other.stop();

            browser.await(
                    "document.getElementById('state').textContent.startsWith('The JVM does not answer any more')");
            assertTrue(browser.element(".row[data-site]").isDisplayed(), "what it said last is still there");
            leaveThePage();
        }
        browser.forgetComplaints(); // of a server that does not answer, as it should be
    }

    @Test
    void shouldLetInWhoeverHasTheToken() throws Exception {
        String secret = "correct-horse-battery-staple";
        Path file = Files.writeString(Files.createTempFile("headcount-", ".token"), secret);
        String http = ApplicationProcess.ANY_PORT + ",token=" + file;
        try (ApplicationProcess other = ApplicationProcess.start(AGENT, http, _ -> {})) {
            other.shop();
            browser.open(other.headcount().resolve("/"));
            browser.await("document.querySelector('input[name=token]')");
            browser.element("input[name=token]").sendKeys("wrong", Keys.ENTER);
            browser.await("document.body.textContent.includes('That was not the token')");
            browser.element("input[name=token]").sendKeys(secret, Keys.ENTER);

            browser.await(FIRST_ROW);
            browser.element("#take-baseline").click();
            browser.await("document.getElementById('notes').textContent.startsWith('Since the baseline of ')");
            leaveThePage();
        } finally {
            Files.delete(file);
        }
        browser.forgetComplaints(); // of pages that were answered with 401, as they should be
    }

    /** So that it no more asks a JVM that is gone. */
    private static void leaveThePage() throws InterruptedException {
        browser.open(shop.headcount().resolve("/"));
        browser.await(FIRST_ROW);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "\\'") + "'";
    }
}
