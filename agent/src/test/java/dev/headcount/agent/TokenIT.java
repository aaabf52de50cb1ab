package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.AgentCommand;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.RunningApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged agent with a token, and where it should have one. */
class TokenIT {

    private static final String SECRET = "correct-horse-battery-staple";

    @TempDir
    private Path directory;

    @Test
    void shouldShowTheReportToTheCommandLineWithoutAskingForTheToken() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (RunningApplication app =
                AcmeUnderAgent.shell().with("token=" + file).start()) {
            app.ask("java 0");
            app.ask("alloc late 1999993");
            String refused = app.page("report");
            assertTrue(refused.startsWith("A token is wanted here"), refused);

            Ended report = AgentCommand.run("report", Long.toString(app.pid()));

            assertEquals(0, report.status(), report.toString());
            assertTrue(report.out().stream().anyMatch(line -> line.contains("1,999,993")), report.toString());
            Ended ended = app.end();
            assertEquals(0, ended.errOfOthers().size(), "the pages were asked, not the agent: " + ended);
        }
    }

    @Test
    void shouldServeOnlyMetricsToOtherMachinesWithoutAToken() {
        try (RunningApplication app =
                AcmeUnderAgent.shell().with("http=0.0.0.0:0").start()) {
            app.ask("java 0");

            assertTrue(app.page("metrics").contains("headcount_live_bytes{library=\"acme\"}"), "metrics");
            String refused = app.page("report.json");
            assertTrue(refused.startsWith("Only /metrics is served here"), refused);
            Ended ended = app.end();
            assertTrue(
                    ended.errOfAgent().stream().anyMatch(line -> line.contains("serves only /metrics, because other")),
                    ended.toString());
        }
    }
}
