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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changed since a baseline, or from one report to another. */
class GrowthIT {

    private static final String SILENT = "http=off,report=off," + AcmeUnderAgent.INSTALLERS;

    @TempDir
    private Path directory;

    @Test
    void shouldShowWhatGrewSinceTheBaseline() {
        try (RunningApplication app = AcmeUnderAgent.shell().withOnly(SILENT).start()) {
            app.ask("java 8");
            app.ask("alloc a 61");
            Ended baseline = AgentCommand.run("baseline", pid(app));
            assertEquals(0, baseline.status(), baseline.toString());
            assertTrue(
                    baseline.out()
                            .getFirst()
                            .matches("headcount: baseline of process " + app.pid()
                                    + " taken at \\S+Z; .*--since=baseline" + " shows what changed"),
                    baseline.toString());
            app.ask("zeroed b 1 1999993");

            Ended text = AgentCommand.run("report", pid(app), "--since=baseline");
            assertTrue(
                    text.out().stream()
                            .anyMatch(line -> line.matches(
                                    " {2}#\\d+ +\\+1\\.9 MiB {2}\\+1,999,993 +\\+1 +\\+1\\.9 MiB +(warming up +)?"
                                            + "acme: acme_alloc_zeroed")),
                    text.toString());
            Ended stacks = AgentCommand.run("report", pid(app), "--since=baseline", "--format=collapsed");
            assertEquals(1, stacks.out().size(), stacks.toString());
            assertTrue(stacks.out().getFirst().endsWith(";acme_alloc_zeroed 1999993"), stacks.toString());
        }
    }

    @Test
    void shouldSayThatNoBaselineWasTaken() {
        try (RunningApplication app = AcmeUnderAgent.shell().withOnly(SILENT).start()) {
            app.ask("java 8");
            Ended report = AgentCommand.run("report", pid(app), "--since=baseline");

            assertEquals(1, report.status());
            assertEquals(
                    List.of("headcount: process " + pid(app) + " answers: no baseline was taken, so there is nothing to"
                            + " compare with: the command baseline takes one"),
                    report.err());
        }
    }

    @Test
    void shouldTakeTheBaselineByItself() {
        try (RunningApplication app =
                AcmeUnderAgent.shell().withOnly(SILENT + ",baseline=1").start()) {
            app.ask("java 8");
            Ended report = AgentCommand.run("report", pid(app), "--since=baseline");
            for (int tries = 0; report.status() != 0 && tries < 30; tries++) { // each takes a second or so
                report = AgentCommand.run("report", pid(app), "--since=baseline");
            }
            assertEquals(0, report.status(), report.toString());
            app.ask("alloc a 61");

            Ended since = AgentCommand.run("report", pid(app), "--since=baseline", "--format=collapsed");
            assertTrue(since.out().getFirst().endsWith(";acme_alloc 61"), since.toString());
        }
    }

    @Test
    void shouldCompareAFileWithARunningProcessAndWithAFileOfAnother() {
        String before = directory.resolve("before.json").toString();
        String after = directory.resolve("after.json").toString();
        try (RunningApplication one = AcmeUnderAgent.shell().withOnly(SILENT).start();
                RunningApplication two = AcmeUnderAgent.shell().withOnly(SILENT).start()) {
            for (RunningApplication app : List.of(one, two)) {
                app.ask("java 8");
                app.ask("alloc a 61");
                app.ask("alloc b 127");
            }
            write(one, before);
            two.ask("alloc c 1999993");
            two.ask("zeroed d 1 4099");
            write(two, after);

            Ended files = AgentCommand.run("diff", before, after);
            assertGrowth(files);
            Ended live = AgentCommand.run("diff", before, pid(two));
            assertGrowth(live);
            Ended itself = AgentCommand.run("diff", before, before);
            assertTrue(itself.out().contains("  none: no site holds more than before"), itself.toString());
        }
    }

    @Test
    void shouldSayWhatItCannotCompareWith() throws IOException {
        Path text = Files.writeString(directory.resolve("report.txt"), "Headcount: the native memory");
        String missing = directory.resolve("none.json").toString();

        Ended notThere = AgentCommand.run("diff", missing, text.toString());
        assertEquals(1, notThere.status());
        assertEquals(
                List.of("headcount: there is no file " + missing
                        + ": diff takes reports written by report PID --format=json"),
                notThere.err());
        Ended noJson = AgentCommand.run("diff", text.toString(), text.toString());
        assertEquals(1, noJson.status());
        assertTrue(
                noJson.err()
                        .getFirst()
                        .startsWith("headcount: cannot compare with " + text + ": it is not JSON, line 1, column "),
                noJson.toString());
    }

    private static void assertGrowth(Ended diff) {
        assertEquals(0, diff.status(), diff.toString());
        List<String> sites = diff.out().stream()
                .filter(line -> line.startsWith("  #"))
                .map(line -> line.strip().split(" {2,}", -1))
                .map(columns -> columns[2] + " " + columns[3] + " " + columns[columns.length - 1])
                .toList();
        assertEquals(
                List.of("+1,999,993 +1 acme: acme_alloc", "+4,099 +1 acme: acme_alloc_zeroed"), sites, diff.toString());
    }

    private static void write(RunningApplication app, String file) {
        Ended report = AgentCommand.run("report", pid(app), "--format=json", "--output=" + file);
        assertEquals(0, report.status(), report.toString());
    }

    private static String pid(RunningApplication app) {
        return Long.toString(app.pid());
    }
}
