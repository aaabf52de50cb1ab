package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.AtExit;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.ReportText;
import dev.headcount.agent.fork.RunningApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options, right and wrong: the application runs and ends as ever, and stderr has the lines that these tests expect. */
class OptionsIT {

    private static String counts;

    @TempDir
    private Path directory;

    @BeforeAll
    static void readVersion() throws IOException {
        try (JarFile jar = new JarFile(ForkedApplication.agentJar().toFile())) {
            counts = "headcount: "
                    + jar.getManifest().getMainAttributes().getValue("Implementation-Version")
                    + " counts native blocks; ";
        }
    }

    @Test
    void shouldSayInOneLineWhatItDoes() {
        assertErr(List.of(counts + "no page, no report at exit"), "http=off,report=off");
    }

    @Test
    void shouldStartWithoutOptions() {
        Ended ended = AcmeUnderAgent.of(AtExit.class, "exit")
                .withOnly("")
                .environment("HEADCOUNT_OPTIONS", "http=127.0.0.1:0") // the default's port may be taken
                .run();

        assertEquals(61, ended.status());
        assertEquals(1, ended.err().size());
        assertTrue(
                ended.err().getFirst().endsWith("/, report at exit on stderr"),
                ended.err().getFirst());
    }

    @Test
    void shouldSayAtStartThatOtherMachinesGetOnlyTheMetrics() {
        try (RunningApplication app =
                AcmeUnderAgent.shell().withOnly("http=0.0.0.0:0,report=off").start()) {
            int port = app.address().getPort();
            assertEquals(
                    counts + "only metrics, at http://0.0.0.0:" + port + "/metrics, no report at exit",
                    app.end().err().getLast());
        }
    }

    @Test
    void shouldTakeAnotherPortIfTheOneIsBusy() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(busy.getLocalPort());
            try (RunningApplication app = AcmeUnderAgent.shell()
                    .withOnly("http=" + port + ",report=off")
                    .start()) {
                int other = app.address().getPort();
                assertTrue(app.page("report").startsWith("Headcount: "));
                assertEquals(
                        List.of(
                                "headcount: cannot listen on port " + port + " (Address already in use), using port "
                                        + other + " instead",
                                counts + "page at http://127.0.0.1:" + other + "/, no report at exit"),
                        app.end().err());
            }
        }
    }

    @Test
    void shouldRunWithoutMetricsWhereThereIsNoSuchHost() {
        assertErr(
                List.of(
                        "headcount: cannot listen on host.invalid: there is no such host",
                        counts + "no page, no report at exit"),
                "http=host.invalid:0,report=off");
    }

    @Test
    void shouldSayOfEachWrongOptionWhatIsWrong() {
        assertErr(
                List.of(
                        "headcount: unknown option 'htp=0': did you mean 'http'?"
                                + " (java -jar headcount-agent.jar --help lists them)",
                        "headcount: option 'depth=ten' is ignored: depth takes a whole number from 1 to 1024; using 64",
                        counts + "no page, no report at exit"),
                "htp=0,http=off,report=off,depth=ten");
    }

    @Test
    void shouldSayOfAnInstallerWhatIsWrong() {
        assertErr(
                List.of(
                        "headcount: option 'installer' is ignored: 'acme_set_allocator(maloc,free)': expected one of"
                                + " malloc, calloc, realloc, free, aligned_alloc, strdup, size but found 'maloc,free)'",
                        counts + "no page, no report at exit"),
                "http=off,report=off,installer=acme_set_allocator(maloc,free)");
    }

    @Test
    void shouldReadTheEnvironmentAndLetTheArgumentWin() {
        Ended ended = AcmeUnderAgent.of(AtExit.class, "exit")
                .withOnly("report=off")
                .environment("HEADCOUNT_OPTIONS", "http=off,report=stderr")
                .run();

        assertEquals(61, ended.status());
        assertEquals(List.of(counts + "no page, no report at exit"), ended.err());
    }

    @Test
    void shouldReadAConfigFile() throws IOException {
        Path report = directory.resolve("report.txt");
        Path config = Files.writeString(directory.resolve("headcount.properties"), """
            http = off
            report = %s
            stacks = off
            installer = acme_set_allocator(malloc, realloc, free)
            """.formatted(report));
        assertErr(List.of(counts + "no page, report at exit in " + report), "config=" + config);

        assertEquals(
                "127", ReportText.in(Files.readAllLines(report)).library("acme").get("live bytes"));
    }

    @Test
    void shouldRunWithTheDefaultsIfTheConfigFileIsMissing() {
        Path config = directory.resolve("missing.properties");
        assertErr(
                List.of(
                        "headcount: option 'config=" + config + "' is ignored: cannot read " + config
                                + " (No such file or directory); config takes none or the path of a properties file",
                        counts + "no page, no report at exit"),
                "http=off,report=off,config=" + config);
    }

    private static void assertErr(List<String> expected, String options) {
        Ended ended = AcmeUnderAgent.of(AtExit.class, "exit").withOnly(options).run();

        assertEquals(expected, ended.err());
        assertEquals(List.of("hook ran"), ended.out());
        assertEquals(61, ended.status());
    }
}
