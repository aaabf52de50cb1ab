package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.UvFiles;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.Required;
import dev.headcount.agent.fork.RunningApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * libuv, whose installer is in the catalog, with its pool of native threads: they allocate what the application's thread
 * frees.
 */
class LibuvIT {

    private static final int ANSWERS = 61;
    private static final String TARGET = "somewhere";

    @TempDir
    private Path directory;

    private Path link;

    @BeforeAll
    static void needsLibuv() {
        Required.library("libuv.so.1", "libuv1");
    }

    @BeforeEach
    void makeLink() throws IOException {
        link = Files.createSymbolicLink(directory.resolve("link"), Path.of(TARGET));
    }

    @Test
    void shouldAgreeWithTheApplicationsAllocator() {
        try (RunningApplication app = files("java").start()) {
            assertEquals(ANSWERS + " answers: " + TARGET, app.nextLine());
            Map<String, Long> truth = RunningApplication.truth(app.nextLine());
            Json uv = app.figures().library("uv");
            assertEquals(truth, uv.numbers(truth.keySet()));

            app.nextLine();
            Map<String, Long> truthAtEnd = RunningApplication.truth(app.ask("clean up"));
            Json uvAtEnd = app.figures().library("uv");
            assertEquals(truthAtEnd, uvAtEnd.numbers(truthAtEnd.keySet()));
            assertEquals(0, uvAtEnd.number("liveBlocks"), "freed on another thread than allocated");
            assertEquals(0, uvAtEnd.number("foreignFrees"));
            assertEquals(0, uvAtEnd.number("missedFrees"));
        } // ended by force: the library frees a last time after the JVM is gone, which no allocator in Java survives
    }

    @Test
    void shouldTrackTheCLibrarysFunctions() {
        try (RunningApplication app = files("libc").start()) {
            untilAnswered(app);
            Json uv = app.figures().library("uv");
            assertEquals("native, libc.so.6", uv.text("allocator"));
            assertTrue(uv.number("liveBlocks") > ANSWERS);

            app.ask("clean up");
            assertEquals(0, app.figures().library("uv").number("liveBlocks"));
        }
    }

    @Test
    void shouldChargeTheThreadsOfThePool() {
        try (RunningApplication app = files("java").start()) {
            Map<String, Long> answers = untilAnswered(app);

            Map<String, Long> ofNativeThreads = new TreeMap<>();
            for (Json site : app.figures().sites()) {
                if (site.text("thread") != null) {
                    site.numbers(answers.keySet())
                            .forEach((key, value) -> ofNativeThreads.merge(key, value, Long::sum));
                }
            }
            assertEquals(answers, ofNativeThreads);
        }
    }

    /** libuv's destructor calls free(NULL), and joins the threads of the pool, after the JVM is gone. */
    @Test
    void shouldEndAsWithoutTheAgent() {
        assertEnds("return", 0);
    }

    @ParameterizedTest
    @CsvSource({"exit, 61", "halt, 61"})
    void shouldEndAtOnceAsWithoutTheAgent(String way, int status) {
        assertEnds(way, status);
    }

    private void assertEnds(String way, int status) {
        try (RunningApplication app = files("libc", way).start()) {
            untilAnswered(app);
            app.ask("clean up");
            Ended ended = app.end();
            assertEquals(status, ended.status());
            assertEquals(List.of(), ended.errOfOthers());
        }
    }

    /** What the application counted for the answers alone. */
    private static Map<String, Long> untilAnswered(RunningApplication app) {
        app.nextLine();
        app.nextLine();
        return RunningApplication.truth(app.nextLine());
    }

    private ForkedApplication files(String allocator) {
        return files(allocator, "return");
    }

    private ForkedApplication files(String allocator, String end) {
        return ForkedApplication.of(UvFiles.class, link.toString(), Integer.toString(ANSWERS), allocator, end);
    }
}
