package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.AgentCommand;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ReportText;
import dev.headcount.agent.fork.RunningApplication;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands for a JVM that runs already. */
class AttachIT {

    private static final int WARNING_OF_THE_JDK = 4; // lines: an agent was loaded dynamically

    @Test
    void shouldStartInARunningJvmAndSayWhereThePageIs() {
        try (RunningApplication app = AcmeUnderAgent.shell().withoutAgent().start()) {
            app.ask("java 0");
            Ended attach = AgentCommand.run("attach", pid(app), "http=0", "report=off");

            assertEquals(0, attach.status(), attach.toString());
            assertEquals(
                    List.of("headcount: counts native blocks in process " + pid(app) + " from now on; page at "
                            + app.address()),
                    attach.out());
            assertEquals(List.of(), attach.err());
            Ended ended = app.end();
            assertEquals(WARNING_OF_THE_JDK, ended.errOfOthers().size(), ended.toString());
            assertEquals(1, ended.errOfAgent().size(), ended.toString());
        }
    }

    @Test
    void shouldBeginEachReportWithWhatWasNotSeen() {
        try (RunningApplication app = AcmeUnderAgent.shell().withoutAgent().start()) {
            app.ask("java 0");
            AgentCommand.attach(app, "http=0,report=off");

            String note = app.figures().notes().getFirst();
            assertTrue(note.matches("Attached \\d+ s after the JVM started: .*"), note);
            List<String> lines = app.page("report").lines().toList();
            int heading = lines.indexOf("Please note");
            assertEquals(3, heading, lines.toString());
            assertTrue(lines.get(heading + 1).startsWith("  - Attached "), lines.toString());
        }
    }

    @Test
    void shouldListWhereItRuns() {
        try (RunningApplication without = AcmeUnderAgent.shell().withoutAgent().start();
                RunningApplication served = AcmeUnderAgent.shell().start();
                RunningApplication silent =
                        AcmeUnderAgent.shell().withOnly("http=off,report=off").start()) {
            for (RunningApplication app : List.of(without, served, silent)) {
                app.ask("java 0"); // so it is past its start
            }
            Ended list = AgentCommand.run("list");

            assertEquals(0, list.status());
            assertEquals("no", columnOf(without, list));
            assertEquals(served.address().toString(), columnOf(served, list));
            assertEquals("yes, without pages", columnOf(silent, list));
        }
    }

    @Test
    void shouldReportFromThePagesWithoutAWordOnStandardError() {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java 0");
            app.ask("alloc late 1999993");
            Ended report = AgentCommand.run("report", pid(app));

            assertEquals(
                    "1,999,993", ReportText.in(report.out()).library("acme").get("live bytes"));
            Ended ended = app.end();
            assertEquals(1, ended.err().size(), ended.toString());
        }
    }

    @Test
    void shouldReportWhereThereAreNoPages() {
        try (RunningApplication app = AcmeUnderAgent.shell()
                .withOnly("http=off,report=off," + AcmeUnderAgent.INSTALLERS)
                .start()) {
            app.ask("java 0");
            for (int i = 1; i <= 6; i++) { // more often than answers are kept
                app.ask("alloc late 61");
                Ended report = AgentCommand.run("report", pid(app));

                assertEquals(
                        Integer.toString(i),
                        ReportText.in(report.out()).library("acme").get("live blocks"));
            }
        }
    }

    @Test
    void shouldEndWhatCanBeEnded() {
        try (RunningApplication app = AcmeUnderAgent.shell()
                .withOnly("http=0," + AcmeUnderAgent.INSTALLERS)
                .start()) {
            app.ask("java 0");
            app.ask("alloc kept 61");
            Ended detach = AgentCommand.run("detach-report", pid(app));

            assertEquals("61", ReportText.in(detach.out()).library("acme").get("live bytes"));
            assertThrows(UncheckedIOException.class, () -> app.page("report"));
            app.ask("free kept");
            app.ask("alloc more 127");
            assertEquals("liveBlocks=1 liveBytes=127 allocations=2 frees=1 reallocations=0", app.ask("truth"));
            assertEquals("detached", columnOf(app, AgentCommand.run("list")));
            assertRefused(
                    "Headcount was detached from process " + pid(app) + ", and starts anew only with its JVM",
                    "attach",
                    pid(app));
            Ended ended = app.end();
            assertEquals(0, ended.status());
            assertEquals(1, ended.errOfAgent().size(), "no report at exit: " + ended);
        }
    }

    @Test
    void shouldStartOnlyOnce() {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java 0");
            Ended attach = AgentCommand.run("attach", pid(app));

            assertEquals(1, attach.status());
            assertEquals(1, attach.err().size());
            assertTrue(attach.err().getFirst().endsWith("already: nothing was changed; options count when it starts"));
            assertEquals(1, app.end().err().size());
        }
    }

    @Test
    void shouldNotAttachWithAnOptionThatIsWrong() {
        try (RunningApplication app = AcmeUnderAgent.shell().withoutAgent().start()) {
            app.ask("java 0");
            Ended attach = AgentCommand.run("attach", pid(app), "htp=0", "http=1,http=2,depth=ten");

            assertEquals(2, attach.status());
            assertEquals(
                    List.of(
                            "headcount: unknown option 'htp=0': did you mean 'http'?"
                                    + " (java -jar headcount-agent.jar --help lists them)",
                            "headcount: option 'http' is given twice, as 'http=1' and 'http=2': give it once",
                            "headcount: option 'depth=ten' is wrong: depth takes a whole number from 1 to 1024",
                            "headcount: process " + pid(app) + " was left alone"),
                    attach.err());
            assertEquals(List.of(), app.end().err());
        }
    }

    @Test
    void shouldSayThatThereIsNoSuchProcess() {
        assertRefused(
                "there is no process 999999999: java -jar headcount-agent.jar list shows them", "attach", "999999999");
        assertRefused(
                "there is no process 999999999: java -jar headcount-agent.jar list shows them", "report", "999999999");
    }

    @Test
    void shouldSayWhatIsNoNumberOfAProcess() {
        for (List<String> command : List.of(List.of("detach-report", "acme"), List.of("attach", "acme", "12345"))) {
            Ended ended = AgentCommand.run(command.toArray(String[]::new));

            assertEquals(2, ended.status());
            assertEquals(
                    List.of("headcount: 'acme' is not the number of a process: java -jar headcount-agent.jar list shows"
                            + " them"),
                    ended.err());
        }
    }

    @Test
    void shouldSayThatAProcessRunsWithoutIt() {
        try (RunningApplication app = AcmeUnderAgent.shell().withoutAgent().start()) {
            app.ask("java 0");
            assertRefused(
                    "process " + pid(app) + " runs without Headcount: java -jar headcount-agent.jar attach " + pid(app),
                    "report",
                    pid(app));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+DisableAttachMechanism", "-XX:-EnableDynamicAgentLoading"})
    void shouldNameTheOptionThatForbidsIt(String forbidding) {
        try (RunningApplication app =
                AcmeUnderAgent.shell().withoutAgent().jvm(forbidding).start()) {
            app.ask("java 0");
            Ended attach = AgentCommand.run("attach", pid(app));

            assertEquals(1, attach.status());
            assertTrue(attach.err().getFirst().contains("started with " + forbidding), attach.toString());
            assertFalse(attach.err().size() > 1, attach.toString());
        }
    }

    private static void assertRefused(String line, String... words) {
        Ended ended = AgentCommand.run(words);
        assertEquals(1, ended.status());
        assertEquals(List.of("headcount: " + line), ended.err());
    }

    private static String columnOf(RunningApplication app, Ended list) {
        return list.out().stream()
                .map(line -> line.strip().split(" {2,}", 3))
                .filter(columns -> columns[0].equals(pid(app)))
                .map(columns -> columns[1])
                .findFirst()
                .orElseThrow(() -> new AssertionError(app.pid() + " is not in " + list));
    }

    private static String pid(RunningApplication app) {
        return Long.toString(app.pid());
    }
}
