package dev.headcount.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.ledger.BlockAges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the start does to a JVM, in a JVM of its own. */
class StartTest {

    private static final String STARTED = "the application's main returns";

    /** An application that does nothing. */
    static final class Application {

        private Application() {}

        public static void main(String[] arguments) throws IOException {
            FixedView nothing = new FixedView(() -> Figures.of(), new BlockAges(Map.of()), List.of());
            Endpoints.start("127.0.0.1", 0, TokenChoice.NONE, nothing, System.out::println);
            System.out.println(STARTED);
        }
    }

    @Test
    @Timeout(60)
    void shouldLoadNothingThatWritesPages() throws Exception {
        List<String> output = run("-Xlog:class+load");

        assertEquals(1, output.stream().filter(STARTED::equals).count(), "started");
        assertEquals(
                List.of(),
                output.stream()
                        .filter(line -> Stream.of(
                                        "micrometer", "prometheus", "fasterxml", "headcount.report", "http.Timeouts")
                                .anyMatch(line::contains))
                        .filter(line -> line.contains("source:"))
                        .toList());
    }

    @Test
    @Timeout(60)
    void shouldNotKeepTheApplicationAlive() throws Exception {
        assertEquals(List.of(STARTED), run("-Xlog:disable"));
    }

    /** Returns what the application wrote, once it has ended. */
    private static List<String> run(String option) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "--add-exports=jdk.httpserver/sun.net.httpserver=ALL-UNNAMED", // the agent's module is given it
                        "-cp",
                        System.getProperty("java.class.path"),
                        Application.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines().toList();
    }
}
