package dev.headcount.agent.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.JmxShell;
import dev.headcount.agent.apps.SqliteRows;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.RunningApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The MXBean, read by an application that has no class of the agent's. */
class MXBeanIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @Test
    void shouldAppearOfItselfOnceALibraryIsMet() {
        try (RunningApplication app = ForkedApplication.of(JmxShell.class).start()) {
            app.ask("open");

            await(() -> app.ask("registered").equals("true"), app);

            assertEquals("[]", app.ask("closed-types"));
            assertQuietEnd(app);
        }
    }

    @Test
    void shouldAppearAtOnceForAReaderThatAsks() {
        try (RunningApplication app = ForkedApplication.of(JmxShell.class).start()) {
            assertEquals("true", app.ask("show"));
            assertEquals("0", app.ask("attribute UptimeSeconds"));
            assertEquals("[]", app.ask("attribute Libraries"));
            assertEquals("null", app.ask("attribute BaselineTaken"));
            assertEquals("refused: nothing is tracked yet, so there is nothing to compare", app.ask("invoke baseline"));
            assertQuietEnd(app);
        }
    }

    @Test
    void shouldSayWhatTheApplicationCounted() {
        try (RunningApplication app = ForkedApplication.of(JmxShell.class).start()) {
            Map<String, Long> truth = RunningApplication.truth(app.ask("open"));
            app.ask("show");

            assertTrue(app.ask("attribute Version").matches("\\d+\\.\\d+.*"));
            String libraries = app.ask("attribute Libraries");
            String snapshot = app.ask("invoke snapshot 5");
            truth.forEach((figure, count) -> {
                assertTrue(libraries.contains(figure + "=" + count), libraries);
                assertTrue(snapshot.contains(figure + "=" + count), snapshot);
            });
            assertTrue(libraries.contains("name=sqlite3"), libraries);
            String sites = app.ask("attribute TopSites");
            assertTrue(sites.contains("function=sqlite3_"), sites);
            assertTrue(sites.contains("SqliteSession.open(SqliteSession.java:"), sites);
            String meters = app.ask("attribute Meters");
            assertTrue(
                    meters.contains("[key=headcount.live.blocks{library=sqlite3}, value="
                            + truth.get("liveBlocks").doubleValue() + "]"),
                    meters);
            assertTrue(app.ask("attribute Tracker").contains("gates="));
        }
    }

    @Test
    void shouldWriteTheReportInEveryFormat() {
        try (RunningApplication app = ForkedApplication.of(JmxShell.class).start()) {
            app.ask("open");
            app.ask("show");

            assertTrue(app.ask("invoke report text").startsWith("Headcount: the native memory that libraries hold|"));
            assertTrue(app.ask("invoke report json").startsWith("{\"takenAt\":"));
            for (String format :
                    app.ask("invoke reportFormats").replaceAll("[\\[\\]]", "").split(", ", -1)) {
                String file = app.ask("invoke reportFile " + format);
                assertTrue(file.matches("[1-9]\\d* bytes"), format + ": " + file);
            }
            assertTrue(
                    app.ask("invoke report tabloid").startsWith("refused: there is no format 'tabloid'; these are:"));
        }
    }

    @Test
    void shouldTellWhatChangedSinceTheBaselineAndSinceAMark() {
        try (RunningApplication app = ForkedApplication.of(JmxShell.class).start()) {
            app.ask("show");
            long nothing = Long.parseLong(app.ask("invoke mark"));
            Map<String, Long> truth = RunningApplication.truth(app.ask("open"));
            assertEquals("refused: there is no baseline; the operation baseline() takes one", since(app));
            Instant.parse(app.ask("invoke baseline"));
            long opened = Long.parseLong(app.ask("invoke mark"));

            assertEquals(truth.get("liveBlocks"), sum("liveBlocks", app.ask("invoke since " + nothing)));
            assertEquals(0, sum("liveBlocks", app.ask("invoke since " + opened)));

            app.ask("close");
            assertEquals(-truth.get("liveBlocks"), sum("liveBlocks", app.ask("invoke since " + opened)));
            String changed = since(app);
            assertEquals(withoutMoment(app.page("report?since=baseline").replace('\n', '|')), withoutMoment(changed));
            assertTrue(changed.matches(".*\\|  sqlite3 +-.*\\|  and \\d+ sites that did not grow: -.*"), changed);
            app.ask("invoke forget " + opened);
            assertEquals(
                    "refused: there is no mark " + opened + ": it was forgotten, or 64 others came after it",
                    app.ask("invoke since " + opened));
        }
    }

    @Test
    void shouldNotBeThereWhereNobodyWantsIt() {
        try (RunningApplication app =
                ForkedApplication.of(JmxShell.class).with("jmx=off").start()) {
            app.ask("open");
            assertEquals("false", app.ask("show"));
            assertQuietEnd(app);
        }
    }

    @Test
    void shouldLeaveTheChoiceOfTheLogManagerToTheApplication() {
        try (RunningApplication app = ForkedApplication.of(JmxShell.class).start()) {
            app.ask("open");
            app.ask("show");
            assertEquals("OwnLogManager", app.ask("log-manager"));
            assertQuietEnd(app);
        }
    }

    @Test
    void shouldBeANoteWhereTheJvmHasNoJmx() {
        try (RunningApplication app = ForkedApplication.of(SqliteRows.class, "8")
                .jvm("--limit-modules", "java.base,java.instrument,jdk.httpserver")
                .start()) {
            app.nextLine();
            await(() -> app.page("report").contains("no MXBean: this JVM has no module java.management"), app);
            app.ask("");
            assertQuietEnd(app);
        }
    }

    private static String since(RunningApplication app) {
        return app.ask("invoke reportSinceBaseline");
    }

    private static String withoutMoment(String report) {
        return report.replaceFirst("\\|from .*? to .*?\\|", "|");
    }

    private static long sum(String figure, String growth) {
        Matcher matcher = Pattern.compile("\\b" + figure + "=(-?\\d+)").matcher(growth);
        return matcher.results().mapToLong(it -> Long.parseLong(it.group(1))).sum();
    }

    private static void assertQuietEnd(RunningApplication app) {
        Ended ended = app.end();
        assertEquals(0, ended.status());
        assertEquals(List.of(), ended.errOfOthers());
        assertEquals(1, ended.err().size(), ended.toString());
    }

    private static void await(BooleanSupplier condition, RunningApplication app) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("it does not happen: " + app);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
