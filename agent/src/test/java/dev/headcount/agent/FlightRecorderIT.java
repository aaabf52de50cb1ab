package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.Program;
import dev.headcount.agent.fork.RunningApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events that Flight Recorder records. */
class FlightRecorderIT {

    private static final int TRIES = 60;

    @TempDir
    private Path directory;

    @Test
    void shouldRecordSitesBlocksDamageAndVerdicts() throws IOException {
        try (RunningApplication app = AcmeUnderAgent.shell()
                .with("header=size8,blocks=all")
                .jvm("-XX:StartFlightRecording:+headcount.Site#period=100ms,+headcount.Verdict#period=100ms")
                .start()) {
            allocate(app);
            List<RecordedEvent> events = awaited(
                    app,
                    recorded -> isThere(recorded, "Site")
                            && isThere(recorded, "Block")
                            && isThere(recorded, "Damage")
                            && isThere(recorded, "Verdict"));

            RecordedEvent site = last(events, "Site", event -> event.getInt("rank") == 1);
            assertEquals("acme", site.getString("library"));
            assertEquals("acme_alloc", site.getString("function"));
            assertEquals(1_999_993, site.getLong("liveBytes"));
            assertEquals(1, site.getLong("liveBlocks"));
            assertEquals(1, site.getLong("allocations"));
            assertTrue(site.getString("caller").startsWith("dev.headcount.agent.apps."), site.toString());
            assertTrue(
                    site.getString("callPath").contains("dev.headcount.agent.apps.AcmeShell.main("), site.toString());
            RecordedEvent block = last(events, "Block", event -> event.getLong("size") == 1_999_993);
            assertEquals(site.getInt("site"), block.getInt("site"));
            assertEquals(1.0, block.getDouble("weight"));
            RecordedEvent damage = last(events, "Damage", _ -> true);
            assertEquals("double free", damage.getString("kind"));
            assertEquals("acme", damage.getString("library"));
            assertFalse(damage.getBoolean("passedOn"));
            RecordedEvent verdict = last(events, "Verdict", event -> event.getInt("site") == site.getInt("site"));
            assertEquals(1_999_993, verdict.getLong("liveBytes"));
            assertTrue(verdict.hasField("suspect"), verdict.toString());
            assertTrue(Set.of("warming_up", "steady").contains(verdict.getString("verdict")), verdict.toString());
            assertTrue(
                    verdict.getString("evidence")
                            .startsWith(verdict.getString("verdict").replace('_', ' ')),
                    verdict.toString());

            List<String> printed = Program.ofJdk(
                    "jfr", "print", "--events", "headcount.*", recording().toString());
            assertTrue(printed.contains("headcount.Site {"), printed.toString());
            assertTrue(printed.contains("  liveBytes = 1.9 MB"), printed.toString());
            Ended ended = app.end();
            assertEquals(0, ended.status(), ended.toString());
        }
    }

    @Test
    void shouldRecordWhereTheRecordingIsStartedLater() throws IOException {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            allocate(app);
            app.awaitLooks(2);
            Program.ofJdk("jcmd", pid(app), "JFR.start", "+headcount.Site#period=100ms", "+headcount.Site#limit=1");
            List<RecordedEvent> events = awaited(app, recorded -> isThere(recorded, "Site"));

            assertEquals(
                    List.of(1),
                    events.stream()
                            .filter(event -> isCalled(event, "Site"))
                            .map(event -> event.getInt("rank"))
                            .distinct()
                            .toList());
            Ended ended = app.end(); // or the recorder leaves its files behind
            assertEquals(0, ended.status(), ended.toString());
        }
    }

    @Test
    void shouldGoWithoutWhereTheJvmHasNoFlightRecorder() {
        try (RunningApplication app = AcmeUnderAgent.shell()
                .jvm("--limit-modules", "java.base,java.instrument,jdk.httpserver,jdk.unsupported")
                .start()) {
            allocate(app);
            app.awaitLooks(2);
            Ended ended = app.end();

            assertEquals(0, ended.status(), ended.toString());
            assertEquals(1, ended.errOfAgent().size(), ended.toString());
            assertEquals(List.of(), ended.errOfOthers(), ended.toString());
        }
    }

    private static void allocate(RunningApplication app) {
        app.ask("java 8");
        app.ask("alloc a 1999993");
        app.ask("zeroed b 1 61");
        app.ask("zeroed c 1 127");
        app.ask("free c");
        app.ask("free c");
    }

    /** The events so far, once they are as wanted; each time the recorder is asked it ends a chunk. */
    private List<RecordedEvent> awaited(RunningApplication app, Predicate<List<RecordedEvent>> wanted)
            throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            Program.ofJdk("jcmd", pid(app), "JFR.dump", "filename=" + recording());
            List<RecordedEvent> events = RecordingFile.readAllEvents(recording());
            if (wanted.test(events)) {
                return events;
            }
        }
        throw new AssertionError("the events did not come: " + app);
    }

    private Path recording() {
        return directory.resolve("recording.jfr");
    }

    private static RecordedEvent last(List<RecordedEvent> events, String name, Predicate<RecordedEvent> which) {
        return events.stream()
                .filter(event -> isCalled(event, name) && which.test(event))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError("no such " + name));
    }

    private static boolean isThere(List<RecordedEvent> events, String name) {
        return events.stream().anyMatch(event -> isCalled(event, name));
    }

    private static boolean isCalled(RecordedEvent event, String name) {
        return event.getEventType().getName().equals("headcount." + name);
    }

    private static String pid(RunningApplication app) {
        return Long.toString(app.pid());
    }
}
