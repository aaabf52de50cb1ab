package dev.headcount.examples.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the application under the agent and prints what its Actuator says of native memory. */
public final class SpringBootExample {

    private static final int PRODUCTS = 100;
    private static final int LOOKUPS = 1_000;
    private static final int MISSING = 2;

    private SpringBootExample() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path agent = Path.of(System.getProperty("headcount.agent.jar"));
        if (!Files.exists(agent)) {
            System.err.println("no agent at -Dheadcount.agent.jar=" + agent + ": mvn package");
            System.exit(MISSING);
        }
        Path jar = Path.of(System.getProperty("spring.application.jar"));
        String options = "-javaagent:" + agent + "=http=off,report=off";
        System.out.println(
                "A Spring Boot application keeps prices in SQLite, and forgets a statement with each look-up.\n");
        try (BootProcess application = BootProcess.start(jar, List.of(options))) {
            for (int i = 0; i < PRODUCTS; i++) {
                String _ = application.send("PUT", "/prices/product-" + i + "/" + 100 * i);
            }
            for (int i = 0; i < LOOKUPS; i++) {
                String _ = application.get("/prices/product-" + i % PRODUCTS);
            }
            System.out.println("After " + LOOKUPS + " look-ups, from its /actuator/prometheus:");
            application
                    .get("/actuator/prometheus")
                    .lines()
                    .filter(line -> line.startsWith("headcount_"))
                    .forEach(line -> System.out.println("  " + line));
            int status = application.stop();
            System.out.println("\nThe application has ended, told to by SIGTERM, with status " + status + ".");
        }
    }
}
