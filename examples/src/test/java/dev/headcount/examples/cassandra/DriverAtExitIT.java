package dev.headcount.examples.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The application returns from its main method, whatever the driver still has open: libuv and OpenSSL free at exit. */
class DriverAtExitIT {

    private static final long LIMIT_MILLISECONDS = 2_000;

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}, closed {1}, with a TLS context {2}")
    @MethodSource("everything")
    void shouldEndWell(Variant variant, boolean closed, boolean tls) throws InterruptedException, IOException {
        List<String> options = List.of(
                "-javaagent:" + System.getProperty("headcount.agent.jar") + "=http=0,report=off",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + directory.resolve("hs_err_pid%p.log"));
        List<String> printed = Collections.synchronizedList(new ArrayList<>());
        try (Application application = Application.start(options, variant, TestServer.require(), printed::add)) {
            application.tell("connect");
            application.tell("create");
            application.tell("write 100 10");
            if (tls) {
                application.tell("tls");
            }
            if (closed) {
                application.tell("close");
            }
            Application.End end = application.end();
            assertEquals(0, end.status(), printed::toString);
            assertTrue(end.milliseconds() < LIMIT_MILLISECONDS, end::toString);
        }
        assertTrue(printed.stream().allMatch(line -> line.startsWith("headcount: ")), printed::toString);
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }

    static Stream<Arguments> everything() {
        List<Arguments> all = new ArrayList<>();
        for (Variant variant : Variant.values()) {
            for (boolean closed : new boolean[] {true, false}) {
                all.add(Arguments.of(variant, closed, true));
                all.add(Arguments.of(variant, closed, false));
            }
        }
        return all.stream();
    }
}
