package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.AgentCommand;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.NativeCode;
import dev.headcount.agent.fork.Program;
import dev.headcount.agent.fork.Required;
import dev.headcount.agent.fork.RunningApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in other formats, asked for on the command line, and opened in the tools that they are for. */
class ReportFormatsIT {

    private static final int ONE = 61;
    private static final int OTHER = 1_999_993;
    private static final long ALL = ONE + OTHER;

    @TempDir
    private Path directory;

    @AutoClose
    private RunningApplication app;

    @BeforeEach
    void allocate() {
        app = AcmeUnderAgent.shell()
                .withOnly("http=off,report=off," + AcmeUnderAgent.INSTALLERS)
                .start();
        app.ask("java 8");
        app.ask("alloc a " + ONE);
        app.ask("on-thread worker-7 b " + OTHER);
        app.ask("alloc c 127");
        app.ask("free c");
    }

    @Test
    void shouldOpenInPprof() {
        String file = written("pprof", "report.pb.gz");

        List<String> top = pprof("-top", "-unit=B", "-sample_index=inuse_space", file);
        assertTrue(top.contains("Type: inuse_space"), top.toString());
        assertTrue(
                top.contains("Showing nodes accounting for " + ALL + "B, 100% of " + ALL + "B total"), top.toString());
        List<String> objects = pprof("-top", "-sample_index=alloc_objects", file);
        assertTrue(objects.contains("Showing nodes accounting for 3, 100% of 3 total"), objects.toString());
    }

    @Test
    void shouldShowPprofTheWayToTheFunctionAndWhoseItIs() {
        String file = written("pprof", "report.pb.gz");

        List<String> raw = pprof("-raw", file);
        assertTrue(raw.stream().anyMatch(line -> line.matches("\\s*\\d+: 0x0 M=\\d+ acme_alloc .*")), raw.toString());
        assertTrue(raw.stream()
                .anyMatch(line -> line.contains("dev.headcount.agent.apps.AcmeShell.main AcmeShell.java:")));
        assertTrue(raw.stream().anyMatch(line -> line.contains(NativeCode.acme().toString())), raw.toString());
        assertTrue(raw.stream().anyMatch(line -> line.strip().startsWith("library:[acme]")), raw.toString());
        List<String> threads = pprof("-peek", "native thread worker-7", "-sample_index=inuse_space", file);
        assertTrue(threads.stream().anyMatch(line -> line.contains("native thread worker-7")), threads.toString());
    }

    @Test
    void shouldPrintStacksForFlameGraphs() {
        Ended report = AgentCommand.run("report", pid(), "--format=collapsed");

        assertEquals(0, report.status(), report.toString());
        assertEquals(
                ALL,
                report.out().stream()
                        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum());
        assertTrue(
                report.out().stream()
                        .anyMatch(line -> line.matches(
                                "dev\\.headcount\\.agent\\.apps\\.AcmeShell\\.main\\(AcmeShell\\.java:\\d+\\);\\S*;acme_alloc"
                                    + " "
                                        + ONE)),
                report.toString());
        assertTrue(
                report.out().stream().anyMatch(line -> line.matches("native_thread_worker-7;\\S+ " + OTHER)),
                report.toString());
    }

    @Test
    void shouldLeaveNoFileBehindInTheOtherProcess() throws IOException {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        try (RunningApplication other = AcmeUnderAgent.shell()
                .withOnly("http=off,report=off," + AcmeUnderAgent.INSTALLERS)
                .jvm("-Djava.io.tmpdir=" + temporary)
                .start()) {
            other.ask("java 8");
            Ended report = AgentCommand.run("report", Long.toString(other.pid()), "--format=json");

            assertEquals(0, report.status(), report.toString());
            assertTrue(report.out().getFirst().startsWith("{"), report.toString());
            try (var files = Files.list(temporary)) {
                assertEquals(List.of(), files.toList());
            }
        }
    }

    @Test
    void shouldKeepBytesFromATerminal() {
        String script = Required.program("script", "bsdutils");
        String command = String.join(
                " ",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                ForkedApplication.agentJar().toString(),
                "report",
                pid(),
                "--format=pprof");
        Ended report = Program.end(List.of(script, "--quiet", "--return", "--command", command, "/dev/null"));

        assertEquals(1, report.status(), report.toString());
        assertEquals(
                List.of("headcount: the format pprof is nothing for a terminal: write it to a file, with"
                        + " --output=headcount.pb.gz"),
                report.out());
    }

    @Test
    void shouldSayWhatItCannotWriteTo() {
        Ended report = AgentCommand.run("report", pid(), "--output=" + directory.resolve("none/report.txt"));

        assertEquals(1, report.status());
        assertTrue(
                report.err()
                        .getFirst()
                        .startsWith("headcount: cannot write to " + directory.resolve("none/report.txt")
                                + ", which --output= names: "),
                report.toString());
        assertFalse(report.err().size() > 1, report.toString());
    }

    @Test
    void shouldServeThePageInAnyFormatToo() {
        try (RunningApplication served = AcmeUnderAgent.shell().start()) {
            served.ask("java 8");
            served.ask("alloc a " + ONE);
            Ended report = AgentCommand.run("report", Long.toString(served.pid()), "--format=json");

            assertEquals(0, report.status(), report.toString());
            assertTrue(report.out().getFirst().contains("\"liveBytes\":" + ONE + ","), report.toString());
        }
    }

    private String written(String format, String name) {
        String file = directory.resolve(name).toString();
        Ended report = AgentCommand.run("report", pid(), "--format=" + format, "--output=" + file);
        assertEquals(0, report.status(), report.toString());
        assertEquals(List.of(), report.out());
        return file;
    }

    private static List<String> pprof(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Required.program("go", "golang-go"), "tool", "pprof"));
        command.addAll(List.of(arguments));
        return Program.run(command);
    }

    private String pid() {
        return Long.toString(app.pid());
    }
}
