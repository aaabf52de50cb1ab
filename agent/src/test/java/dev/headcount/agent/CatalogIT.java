package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.libraries.Errand;
import dev.headcount.agent.apps.libraries.InUseBefore;
import dev.headcount.agent.apps.libraries.OneCall;
import dev.headcount.agent.apps.libraries.SecureBlock;
import dev.headcount.agent.apps.libraries.TextsToFree;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.ReportText;
import dev.headcount.agent.fork.Required;
import dev.headcount.agent.fork.RunningApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Applications that set no allocator, under the agent without any option but where the report goes. */
class CatalogIT {

    @TempDir
    private Path directory;

    private Ended run(Errand errand, String options) {
        Required.library(errand.soname(), errand.debianPackage());
        Ended ended = ForkedApplication.of(Errand.class, errand.name())
                .withOnly("http=0,report=" + directory.resolve("report.txt") + options)
                .run();
        assertEquals(0, ended.status(), ended::toString);
        assertEquals(List.of("done"), ended.out(), ended::toString);
        assertEquals(List.of(), ended.errOfOthers(), ended::toString);
        return ended;
    }

    private ReportText report() throws IOException {
        return ReportText.in(Files.readAllLines(directory.resolve("report.txt")));
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountEveryBlockUntilTheLibrarysCleanUpHasFreedIt(Errand errand) throws IOException {
        Ended ended = run(errand, "");
        assertEquals(1, ended.errOfAgent().size(), ended::toString);
        Map<String, String> figures = report().library(errand.library());
        assertNotEquals("0", figures.get("allocations"));
        assertEquals(figures.get("allocations"), figures.get("frees"));
        assertEquals("0", figures.get("live blocks"));
        assertTrue(report().says("none seen"), "no damage");
        assertTrue(report().says("- allocator: Headcount's own, over libc; header: size16"), report()::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveAnExcludedLibraryAlone(Errand errand) throws IOException {
        run(errand, ",install=-" + errand.library());
        assertTrue(report().lines().stream().noneMatch(line -> line.strip().startsWith(errand.library() + " ")));
    }

    @Test
    void shouldLeaveEveryLibraryAloneWhereThatIsWanted() throws IOException {
        run(Errand.SQLITE3, ",install=off");
        assertTrue(report().lines().stream().noneMatch(line -> line.contains("sqlite3")));
    }

    /** Such a library works on as it did. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        liblmdb.so.0          | liblmdb0       | mdb_version        | lmdb    | it has no function that replaces its allocator
        libhiredis.so.0.14    | libhiredis0.14 | redisReaderCreate  | hiredis | not available in this version, which has no hiredisSetAllocators
        """)
    void shouldNameALibraryThatCannotBeTracked(
            String soname, String debianPackage, String function, String library, String why) throws IOException {
        Required.library(soname, debianPackage);
        try (RunningApplication app =
                ForkedApplication.of(OneCall.class, soname, function).start()) {
            assertEquals("done", app.nextLine(), app::toString);
            List<String> notes = app.figures().notes();
            assertEquals(1, notes.size(), notes::toString);
            assertTrue(notes.getFirst().startsWith(library + " (/"), notes::toString);
            assertTrue(notes.getFirst().endsWith(soname + ") is not tracked: " + why), notes::toString);
            Ended ended = app.end();
            assertEquals(0, ended.status(), ended::toString);
            assertEquals(1, ended.errOfAgent().size(), ended::toString);
        }
    }

    /** Its secure memory has to stay secure. */
    @Test
    void shouldLeaveLibgcryptAloneAndSaySo() {
        Required.library("libgcrypt.so.20", "libgcrypt20");
        try (RunningApplication app = ForkedApplication.of(SecureBlock.class).start()) {
            assertEquals("secure", app.nextLine(), app::toString);
            List<String> notes = app.figures().notes();
            assertEquals(1, notes.size(), notes::toString);
            assertTrue(notes.getFirst().startsWith("gcrypt (/"), notes::toString);
            assertTrue(
                    notes.getFirst()
                            .endsWith("libgcrypt.so.20) is tracked only if the application gives it an allocator:"
                                    + " Headcount's own would take its secure memory from it"),
                    notes::toString);
            assertEquals(List.of(), app.figures().libraries());
            assertEquals(0, app.end().status(), app::toString);
        }
    }

    @Test
    void shouldTrackWhatTheApplicationGivesLibgcrypt() {
        Required.library("libgcrypt.so.20", "libgcrypt20");
        try (RunningApplication app =
                ForkedApplication.of(SecureBlock.class, "own").start()) {
            assertEquals("not secure", app.nextLine(), app::toString);
            assertEquals("native, libc.so.6", app.figures().library("gcrypt").text("allocator"));
            assertNotEquals(0, app.figures().library("gcrypt").number("allocations"));
            assertEquals(0, app.end().status(), app::toString);
        }
    }

    /** As its manual says: by free(3). */
    @Test
    void shouldSendHomeWhatTheApplicationFreesByLibc() throws IOException {
        Required.library(Errand.JANSSON.soname(), Errand.JANSSON.debianPackage());
        Ended ended = ForkedApplication.of(TextsToFree.class)
                .withOnly("http=0,report=" + directory.resolve("report.txt"))
                .run();
        assertEquals(0, ended.status(), ended::toString);
        assertEquals(List.of("done"), ended.out(), ended::toString);
        Map<String, String> figures = report().library("jansson");
        assertEquals(figures.get("allocations"), figures.get("frees"));
        assertEquals("0", figures.get("live blocks"));
    }

    /** Its memory is libc's before it is ours. */
    @Test
    void shouldSayOnceThatALibraryWasInUseBefore() throws IOException {
        Required.library(Errand.SQLITE3.soname(), Errand.SQLITE3.debianPackage());
        Ended ended = ForkedApplication.of(InUseBefore.class)
                .withOnly("http=0,report=" + directory.resolve("report.txt"))
                .run();
        assertEquals(0, ended.status(), ended::toString);
        String refusal =
                "sqlite3_config answered 21: the library was in use before Headcount came, or has an allocator already";
        assertEquals(
                1,
                ended.errOfAgent().stream()
                        .filter(line -> line.endsWith(refusal))
                        .count(),
                ended::toString);
        assertTrue(String.join(" ", report().lines()).replaceAll(" +", " ").contains(refusal));
    }

    /** Which therefore gets no allocator of its own, although it is known; libuv and the Cassandra driver, for instance. */
    @Test
    void shouldNameALibraryThatAllocatesThroughAnother() throws IOException {
        Required.library(Errand.EVENT.soname(), Errand.EVENT.debianPackage());
        Required.library(Errand.JANSSON.soname(), Errand.JANSSON.debianPackage());
        Path catalog = Files.writeString(directory.resolve("mine.txt"), """
            [event]
            installer = event_set_mem_functions(malloc, realloc, free)
            claims    = jansson
            """);
        Ended ended = ForkedApplication.of(Errand.class, Errand.EVENT.name(), Errand.JANSSON.name())
                .withOnly("http=0,report=" + directory.resolve("report.txt") + ",catalog=" + catalog)
                .run();
        assertEquals(0, ended.status(), ended::toString);
        assertTrue(
                report().says("- allocator: Headcount's own, over libc; jansson allocates through it; header: size16"),
                report()::toString);
        assertTrue(
                report().lines().stream().noneMatch(line -> line.strip().startsWith("jansson ")), report()::toString);
    }

    @Test
    void shouldInstallIntoLibrariesOfTheUsersCatalogAndNameWhatIsWrongInIt() throws IOException {
        Required.library(Errand.JANSSON.soname(), Errand.JANSSON.debianPackage());
        Path catalog = directory.resolve("mine.txt");
        Files.writeString(catalog, """
            [broken]
            instaler = a(malloc)

            [mine]
            file      = libjansson.so
            installer = json_set_alloc_funcs(malloc, free)
            """);
        Ended ended = ForkedApplication.of(Errand.class, Errand.JANSSON.name())
                .withOnly("http=0,report=" + directory.resolve("report.txt") + ",catalog=" + catalog)
                .run();
        assertEquals(0, ended.status(), ended::toString);
        assertTrue(
                ended.errOfAgent().stream()
                        .anyMatch(line -> line.endsWith(", line 2: library 'broken' is left out: field 'instaler' is"
                                + " unknown; there are file, installer, defaults, init, implied, cleanup, probe,"
                                + " claims, before, install")),
                ended::toString);
        assertNotEquals("0", report().library("mine").get("allocations"));
        assertEquals("0", report().library("mine").get("live blocks"));
    }
}
