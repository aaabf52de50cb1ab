package dev.headcount.examples.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application in its jar of jars, whose class loader asks the class path first, where the agent's jar is. */
class SpringBootIT {

    private static final Path JAR = Path.of(System.getProperty("spring.application.jar"));
    private static final String AGENT = "-javaagent:" + System.getProperty("headcount.agent.jar");
    private static final int SIGTERM = 128 + 15;

    /** For what Tomcat leaves behind. */
    @TempDir
    private Path temporary;

    @Test
    void shouldShowTheAgentsMetersAmongItsOwn() throws Exception {
        try (BootProcess application = start(AGENT + "=http=off,report=off")) {
            assertEquals(
                    "{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}", application.get("/actuator/health"));
            String _ = application.send("PUT", "/prices/tea/399");
            Map<String, Double> before = page(application);
            for (int i = 0; i < 100; i++) {
                assertEquals("399", application.get("/prices/tea"));
            }

            Map<String, Double> after =
                    awaitLive(application, before.get("headcount_live_blocks{library=\"sqlite3\"}") + 100);

            assertEquals(1, after.get("headcount_agent_present"));
            assertTrue(after.containsKey("jvm_threads_live_threads"), "its own are there too");
            assertTrue(
                    after.keySet().stream()
                            .anyMatch(meter -> meter.startsWith("headcount_site_live_bytes{")
                                    && meter.contains("caller=\"dev.headcount.examples.spring.app.")
                                    && meter.contains("function=\"sqlite3_prepare_v2\"")),
                    after.keySet().toString());
            assertEquals(0, after.get("headcount_tracker_lost_total"));
            assertQuiet(application, 1);
        }
    }

    @Test
    void shouldSayThatThereIsNoAgent() throws Exception {
        try (BootProcess application = start()) {
            assertEquals(
                    Map.of("headcount_agent_present", 0.0),
                    page(application).entrySet().stream()
                            .filter(meter -> meter.getKey().startsWith("headcount_"))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
            assertEquals(
                    1,
                    application.lines().stream()
                            .filter(line -> line.contains("WARN"))
                            .filter(line -> line.contains("This JVM has no Headcount agent"))
                            .count(),
                    "in the application's own log");
            assertEquals(SIGTERM, application.stop());
        }
    }

    private BootProcess start(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-Djava.io.tmpdir=" + temporary);
        return BootProcess.start(JAR, all);
    }

    /** What the meters show is at most half a second old. */
    private static Map<String, Double> awaitLive(BootProcess application, double blocks)
            throws IOException, InterruptedException {
        Map<String, Double> page = page(application);
        for (int i = 0; i < 10_000 && page.get("headcount_live_blocks{library=\"sqlite3\"}") < blocks; i++) {
            page = page(application);
        }
        return page;
    }

    private static Map<String, Double> page(BootProcess application) throws IOException, InterruptedException {
        return application
                .get("/actuator/prometheus")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)),
                        (one, _) -> one));
    }

    /** The agent says its one line, the application nothing worse than INFO, and it ends as it is told to. */
    private static void assertQuiet(BootProcess application, int linesOfAgent) throws InterruptedException {
        assertEquals(SIGTERM, application.stop());
        List<String> lines = application.lines();
        assertEquals(
                linesOfAgent,
                lines.stream().filter(line -> line.startsWith("headcount: ")).count(),
                lines.toString());
        assertFalse(lines.stream().anyMatch(line -> line.contains("WARN") || line.contains("ERROR")), lines.toString());
    }
}
