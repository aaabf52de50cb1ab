package dev.headcount.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.examples.Http;
import dev.headcount.examples.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alert rules and dashboard against a real Prometheus, which scrapes the demo's shop, with its bug and without. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DashboardsIT {

    private static final Path DASHBOARDS =
            Path.of("..", "docs", "dashboards").toAbsolutePath().normalize();
    private static final Path AGENT = Path.of(System.getProperty("headcount.agent.jar"));

    @TempDir
    private static Path directory;

    private static final List<AutoCloseable> STARTED = new ArrayList<>();
    private static final Http HTTP = new Http();
    private static ApplicationProcess leaking;
    private static ApplicationProcess tidy;
    private static PrometheusServer prometheus;

    @BeforeAll
    static void startEverything() throws IOException, InterruptedException {
        Promtool.require();
        leaking = startShop();
        tidy = startShop("tidy");
        // Production waits ten minutes before it wakes anybody; a verdict that holds for five seconds is as right.
        String rules =
                Files.readString(DASHBOARDS.resolve("headcount-rules.yml")).replace("for: 10m", "for: 5s");
        Path hasty = Files.writeString(directory.resolve("rules.yml"), rules);
        prometheus = PrometheusServer.start(HTTP, directory, hasty, List.of(instance(leaking), instance(tidy)));
        STARTED.add(prometheus);
        await(prometheus::isReady);
    }

    private static ApplicationProcess startShop(String... arguments) throws InterruptedException {
        ApplicationProcess shop = ApplicationProcess.start(AGENT, ApplicationProcess.ANY_PORT, _ -> {}, arguments);
        STARTED.add(shop);
        Load load = new Load(HTTP, shop.shop());
        STARTED.add(load);
        load.start();
        return shop;
    }

    @AfterAll
    static void stopEverything() throws Exception {
        for (AutoCloseable started : STARTED.reversed()) {
            started.close();
        }
        HTTP.close();
    }

    @Test
    void shouldHaveRulesThatFireWhenTheyShouldAndOnlyThen() throws Exception {
        Promtool check = Promtool.run(DASHBOARDS, "", "check", "rules", "headcount-rules.yml");
        assertEquals(0, check.status(), check.output());

        Promtool config = Promtool.run(directory, "", "check", "config", "prometheus.yml");
        assertEquals(0, config.status(), config.output());

        Promtool test = Promtool.run(DASHBOARDS, "", "test", "rules", "headcount-rules-test.yml");
        assertEquals(0, test.status(), test.output());
    }

    @Test
    void shouldServeAPageThatPromtoolHasNothingToSayAbout() throws Exception {
        String page = HTTP.get(leaking.headcount().resolve("/metrics"));

        assertEquals(new Promtool(0, ""), Promtool.run(directory, page, "check", "metrics"));
    }

    @Test
    void shouldServeEveryMeterUnderTheNameThatTheDocsGive() throws Exception {
        String page = HTTP.get(leaking.headcount().resolve("/metrics"));
        String docs = Files.readString(DASHBOARDS.resolveSibling("metrics.md"));

        List<String> types = Pattern.compile("(?m)^\\| `headcount\\.[a-z.]+` \\| `(\\w+)` \\| (\\w+) \\|")
                .matcher(docs)
                .results()
                .map(row -> "# TYPE " + row.group(1) + " " + row.group(2) + "\n")
                .toList();
        assertTrue(types.size() > 20, types::toString);
        assertEquals(
                List.of(), types.stream().filter(type -> !page.contains(type)).toList());
    }

    @Test
    void shouldFireForTheLeakingShopAndNeverForTheTidyOne() throws Exception {
        String leak = "ALERTS{alertname=\"NativeMemoryLeak\", alertstate=\"firing\", instance=\"%s\"}"
                .formatted(instance(leaking));
        await(() -> prometheus.query(leak).stream()
                .anyMatch(alert -> alert.get("metric").get("caller").text().contains("Database.prepare(")));

        Json alert = prometheus.query(leak).getFirst().get("metric");
        assertEquals("sqlite3", alert.get("library").text());
        assertEquals(
                List.of(),
                prometheus.query("count_over_time(ALERTS{alertname=~\"Native.*|Headcount.*\", instance=\"%s\"}[1h])"
                        .formatted(instance(tidy))),
                "alerts of the tidy shop, pending or not");
        assertFalse(
                prometheus
                        .query("headcount_live_bytes{instance=\"" + instance(tidy) + "\"} > 0")
                        .isEmpty(),
                "the tidy shop was watched");
    }

    @Test
    void shouldHaveADashboardWhosePanelsAllShowSomething() throws Exception {
        await(() ->
                !prometheus.query("rate(headcount_allocations_total[10s]) > 0").isEmpty());
        await(() -> !prometheus.query("headcount_site_leaking == 1").isEmpty());

        List<String> queries = queries();
        assertTrue(queries.size() > 20, queries::toString);
        for (String query : queries) {
            List<Json> answer = prometheus.query(query);
            boolean ofContainers = query.contains("container_spec_memory_limit_bytes");
            assertEquals(ofContainers, answer.isEmpty(), query);
        }
    }

    private static List<String> queries() throws IOException {
        Json dashboard = Json.parse(Files.readString(DASHBOARDS.resolve("headcount-dashboard.json")));
        return dashboard.get("panels").elements().stream()
                .flatMap(panel -> panel.get("type").text().equals("row")
                        ? Stream.empty()
                        : panel.get("targets").elements().stream())
                .map(target -> target.get("expr").text())
                .map(query -> query.replace("$instance", ".*")
                        .replace("$library", ".*")
                        .replace("$__rate_interval", "10s")
                        .replace("$__range", "10s")
                        .replace("[30m]", "[10s]"))
                .toList();
    }

    private static String instance(ApplicationProcess shop) throws InterruptedException {
        return shop.headcount().getAuthority();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) { // the test's own limit ends it
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            if (Thread.interrupted()) {
                throw new InterruptedException("waited in vain");
            }
        }
    }
}
