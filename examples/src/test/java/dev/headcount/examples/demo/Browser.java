package dev.headcount.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.headcount.examples.Json;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Chromium without a screen, as Debian packages it. Where it is missing, the tests are skipped and say what to install; with
 * {@code HEADCOUNT_REQUIRE_LIBRARIES=true} in the environment they fail.
 */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    // Kept, or its level would be forgotten with it.
    private static final Logger QUIET = Logger.getLogger("org.openqa.selenium");

    static {
        // It would say that it knows this Chromium only roughly, which is enough here.
        QUIET.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** @param profile an empty directory */
    static Browser start(Path profile) {
        require(CHROMIUM, "chromium");
        require(DRIVER, "chromium-driver");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        File executable = DRIVER.toFile();
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(executable)
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static void require(Path program, String debianPackage) {
        if (!Files.isExecutable(program)) {
            String message = program + " is not there: apt-get install " + debianPackage;
            if (Boolean.parseBoolean(System.getenv("HEADCOUNT_REQUIRE_LIBRARIES"))) {
                fail(message);
            }
            Assumptions.abort(message);
        }
    }

    void open(URI page) {
        driver.get(page.toString());
    }

    /** Like a phone or a desk. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** What the reader's system prefers: {@code light} or {@code dark}. */
    void scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Waits until an expression of JavaScript is true. */
    void await(String expression) {
        awaitWithin(PATIENCE, expression);
    }

    void awaitWithin(Duration time, String expression) {
        new WebDriverWait(driver, time)
                .withMessage(() -> expression + " in\n" + text("body"))
                .until(_ -> ask("return Boolean(" + expression + ")").equals(true));
    }

    /** The value of a script. */
    Object ask(String script) {
        return driver.executeScript(script);
    }

    String text(String selector) {
        return element(selector).getText();
    }

    WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Presses keys where the focus is. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Presses the tabulator until the element with the focus is of this kind. */
    void tabTo(String selector) {
        for (int presses = 0; presses < 60; presses++) {
            press(Keys.TAB);
            if (ask("return document.activeElement.matches('" + selector + "')").equals(true)) {
                return;
            }
        }
        fail("the tabulator does not lead to " + selector);
    }

    /** Sees to it that everything asked for so far was asked of this machine, or of a file. */
    void assertAskedNobodyElse() {
        List<URI> asked = driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> Json.parse(entry.getMessage()).get("message"))
                .filter(message -> message.get("method").text().equals("Network.requestWillBeSent"))
                .map(message -> message.get("params").get("request").get("url").text())
                .filter(url -> !url.matches("(chrome|data):.*")) // which come out of the browser itself
                .map(URI::create)
                .toList();
        assertEquals(
                List.of(),
                asked.stream()
                        .filter(url -> !url.getScheme().equals("file") && !LOOPBACK.contains(url.getHost()))
                        .toList());
        assertEquals(false, asked.isEmpty(), "it did ask");
    }

    /** Sees to it that no script failed, and that nothing was tried that the page's policy forbids. */
    void assertNoComplaints() {
        List<String> complaints = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
        assertEquals(List.of(), complaints);
    }

    /** What was complained of so far is as it should be. */
    void forgetComplaints() {
        driver.manage().logs().get(LogType.BROWSER);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
