package dev.headcount.examples.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.examples.cassandra.app.Driver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example where something that it needs is not there: one line that says what, and status 2. */
class MissingIT {

    private static final String NO_DRIVER = "-D" + Driver.FILE + "=/nowhere/" + Driver.LIBRARY;

    private static void assertEndsWith(String message, String... properties) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dheadcount.agent.jar=" + System.getProperty("headcount.agent.jar"));
        command.addAll(List.of(properties));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CassandraExample.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(
                printed.startsWith("cassandra: " + message) && printed.lines().count() == 1, printed);
        assertEquals(2, process.waitFor());
    }

    @Test
    void shouldSayWhereTheDriverIsToBeHad() throws IOException, InterruptedException {
        assertEndsWith(
                "the Cassandra C++ driver is not there, or not where it is looked for (/nowhere/libcassandra.so.2). It"
                    + " is in no Debian package: the driver's own are at https://downloads.datastax.com/#cpp-drivers,"
                    + " Alpine has it (apk add cassandra-cpp-driver).",
                NO_DRIVER,
                "-Dcassandra.contact=127.0.0.1");
    }

    @Test
    void shouldSayHowToNameAServer() throws IOException, InterruptedException {
        assertEndsWith(
                "no server: -Dcassandra.contact=HOST:PORT names one, -Dcassandra.embedded starts one", NO_DRIVER);
    }

    @Test
    void shouldSayWhatAContactPointIs() throws IOException, InterruptedException {
        assertEndsWith("a contact point is HOST:PORT, not 'host:port'", "-Dcassandra.contact=host:port");
    }

    @Test
    void shouldSayHowTheAgentIsBuilt() throws IOException, InterruptedException {
        assertEndsWith("no agent at -Dheadcount.agent.jar=/nowhere: mvn package", "-Dheadcount.agent.jar=/nowhere");
    }
}
