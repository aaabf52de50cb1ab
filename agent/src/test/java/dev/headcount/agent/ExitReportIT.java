package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.AtExit;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.ReportText;
import dev.headcount.agent.fork.SourceLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report at exit: it comes after the application's own shutdown hooks, so what is live then was not given back. */
class ExitReportIT {

    private static final String LEAK = SourceLines.of(AtExit.class).frame("main", "leak");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"return, 0", "exit, 61", "throw, 1"})
    void shouldReportWhatWasNotGivenBack(String way, int status) {
        Ended ended = atExit(way, "stderr").run();

        assertEquals(status, ended.status());
        assertTrue(ended.out().contains("hook ran"));
        assertLeak(ReportText.in(ended.err()));
    }

    @Test
    void shouldWriteNothingElseToStderr() {
        Ended ended = atExit("exit", "stderr").run();

        ReportText report = ReportText.in(ended.err());
        assertEquals(1 + report.lines().size(), ended.err().size(), "the line at start, and the report");
        assertEquals(List.of("hook ran"), ended.out());
    }

    @Test
    void shouldWriteTheReportToAFile() throws IOException {
        Path file = directory.resolve("report.txt");
        Ended ended = atExit("exit", file.toString()).run();

        assertEquals(61, ended.status());
        assertEquals(1, ended.err().size());
        assertTrue(
                ended.err().getFirst().endsWith(", report at exit in " + file),
                ended.err().getFirst());
        assertLeak(ReportText.in(Files.readAllLines(file)));
    }

    @Test
    void shouldSayInOneLineThatTheFileCannotBeWritten() {
        Path file = directory.resolve("missing").resolve("report.txt");
        Ended ended = atExit("exit", file.toString()).run();

        assertEquals(61, ended.status());
        assertEquals(List.of("hook ran"), ended.out());
        assertEquals(2, ended.err().size());
        assertEquals(
                "headcount: cannot write the report to " + file + ": java.nio.file.NoSuchFileException: " + file,
                ended.err().getLast());
    }

    @Test
    void shouldKeepQuietIfToldTo() {
        Ended ended = atExit("exit", "off").run();

        assertEquals(61, ended.status());
        assertEquals(1, ended.err().size());
    }

    @Test
    void shouldNotStandInTheWayOfHalt() {
        Ended ended = atExit("halt", "stderr").run();

        assertEquals(61, ended.status());
        assertEquals(List.of(), ended.out());
        assertFalse(ended.err().contains("Libraries"), "halt runs no hooks, ours neither");
    }

    private ForkedApplication atExit(String way, String report) {
        return AcmeUnderAgent.of(AtExit.class, way)
                .withOnly("http=off," + AcmeUnderAgent.INSTALLERS + ",report=" + report);
    }

    private static void assertLeak(ReportText report) {
        assertEquals("127", report.library("acme").get("live bytes"));
        assertEquals("1", report.library("acme").get("live blocks"));
        assertEquals("2", report.library("acme").get("allocations"));
        assertEquals("1", report.library("acme").get("frees"));
        assertTrue(report.says(LEAK), report.toString());
    }
}
