package dev.headcount.examples.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Prometheus's own checker. */
record Promtool(int status, String output) {

    /** Skips the test where Prometheus is not installed, or fails it where everything has to be. */
    static void require() {
        try {
            run(Path.of("."), "", "--version");
        } catch (IOException | InterruptedException e) {
            String message = "no prometheus on this system: apt-get install prometheus";
            if ("true".equals(System.getenv("HEADCOUNT_REQUIRE_LIBRARIES"))) {
                throw new AssertionError(message, e);
            }
            Assumptions.abort(message);
        }
    }

    static Promtool run(Path directory, String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try (var in = process.outputWriter()) {
            in.write(input);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Promtool(process.waitFor(), output);
    }
}
