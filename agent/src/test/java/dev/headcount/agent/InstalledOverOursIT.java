package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.AcmeShell;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.NativeCode;
import dev.headcount.agent.fork.RunningApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application that sets an allocator of its own in a library that has Headcount's, early or late. */
class InstalledOverOursIT {

    private static final Set<String> COUNTS = Set.of("liveBlocks", "liveBytes", "allocations", "frees");

    @TempDir
    private Path directory;

    private Path catalog;

    @BeforeEach
    void writeCatalog() throws IOException {
        catalog = Files.writeString(directory.resolve("catalog.txt"), """
            [acme]
            installer = acme_set_allocators(struct(malloc, calloc, realloc, free, aligned_alloc, strdup, size, _)) = 0
            before    = libc
            """);
    }

    private RunningApplication start() {
        return ForkedApplication.of(AcmeShell.class, NativeCode.acme().toString())
                .with("catalog=" + catalog)
                .start();
    }

    private static List<Json> acme(RunningApplication app) {
        return app.figures().report().list("libraries");
    }

    @Test
    void shouldCountWhatTheLibraryTakesWithoutOne() {
        try (RunningApplication app = start()) {
            app.ask("alloc block 61");
            app.ask("aligned large 4096 127");
            app.ask("copy text hello");
            assertEquals(
                    Map.of("liveBlocks", 3L, "liveBytes", 61L + 127 + 6, "allocations", 3L, "frees", 0L),
                    app.figures().library("acme").numbers(COUNTS));
            assertEquals("61", app.ask("size block"));
            app.ask("resize large 1999993");
            app.ask("free large");
            app.ask("free text");
            app.ask("free block");
            assertEquals(0, app.figures().library("acme").number("liveBlocks"));
        }
    }

    @Test
    void shouldForgetAnAllocatorThatWasNeverUsed() {
        try (RunningApplication app = start()) {
            app.ask("java 8");
            app.ask("alloc block 61");
            assertEquals(1, acme(app).size());
            assertEquals("Java upcalls", acme(app).getFirst().text("allocator"));
            assertEquals(1, acme(app).getFirst().number("liveBlocks"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        alloc block 61 | Headcount's own, over libc; road, runner allocates through it
        java 8         | Java upcalls; road, runner allocates through it
        """)
    void shouldNameTheLibrariesThatAreGivenTheSameAllocator(String command, String allocator) throws IOException {
        Files.writeString(catalog, "claims = road, runner", StandardOpenOption.APPEND);
        try (RunningApplication app = start()) {
            app.ask(command);
            assertEquals(allocator, acme(app).getFirst().text("allocator"));
        }
    }

    /** The application's allocator has never seen them. */
    @Test
    void shouldSendBlocksOfOursHomeFromTheApplicationsAllocator() {
        try (RunningApplication app = start()) {
            app.ask("alloc freed 61");
            app.ask("alloc moved 127");
            app.ask("alloc kept 10");
            app.ask("java 8");
            app.ask("free freed");
            app.ask("resize moved 1999993");
            assertEquals("10", app.ask("size kept"));
            app.ask("alloc theirs 99");

            List<Json> both = acme(app);
            assertEquals("Headcount's own, over libc", both.getFirst().text("allocator"));
            assertEquals(
                    Map.of("liveBlocks", 2L, "liveBytes", 1_999_993L + 10, "allocations", 3L, "frees", 1L),
                    both.getFirst().numbers(COUNTS));
            assertEquals(
                    Map.of("liveBlocks", 1L, "liveBytes", 99L, "allocations", 1L, "frees", 0L),
                    both.getLast().numbers(COUNTS));
            assertEquals("0", app.ask("strays"));
            Ended ended = app.end();
            assertEquals(0, ended.status(), ended::toString);
        }
    }

    /** Memory that the library had from libc before: nobody asks it to be ours. */
    @Test
    void shouldSendBlocksOfBeforeToLibc() {
        try (RunningApplication app = start()) {
            app.ask("past-hook other 127");
            app.ask("free other");
            Json acme = app.figures().library("acme");
            assertEquals(1, acme.number("foreignFrees"));
            assertEquals(0, acme.number("frees"));
            assertEquals(1, app.figures().notes().size(), app::toString);
            assertTrue(
                    app.figures()
                            .notes()
                            .getFirst()
                            .endsWith(" frees memory that is not from Headcount's allocator: it was in use before"
                                    + " Headcount came, or a function of libc allocated that memory, as"
                                    + " realpath(3) does; it goes to free(3), and is counted as foreign"),
                    app::toString);
            Ended ended = app.end();
            assertEquals(0, ended.status(), ended::toString);
            assertEquals(1, ended.errOfAgent().size(), "the first line: nobody is accused");
        }
    }
}
