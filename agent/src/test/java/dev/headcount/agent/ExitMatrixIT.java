package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.Ending;
import dev.headcount.agent.apps.LibraryAtExit;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.ReportText;
import dev.headcount.agent.fork.Required;
import dev.headcount.agent.fork.RunningApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However an application ends whose allocator is made of Java upcalls, and whatever its library still frees then: under the
 * agent it ends as if the allocator were native.
 */
class ExitMatrixIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ERROR_FILE = "hs_err_pid%p.log";
    private static final List<String> THROWN =
            List.of("Exception in thread \"main\" java.lang.IllegalStateException: on purpose");
    private static final String INSTALLERS = "installer="
            + "curl=curl_global_init_mem(_, malloc, free, realloc, strdup, calloc);"
            + "CRYPTO_set_mem_functions"
            + "(malloc(size, _, _:int), realloc(pointer, size, _, _:int), free(pointer, _, _:int)) = 1";

    enum Library {
        UV("uv", "libuv.so.1", "libuv1"),
        CRYPTO("crypto", "libssl.so.3", "libssl3"),
        SQLITE("sqlite3", "libsqlite3.so.0", "libsqlite3-0"),
        CURL("curl", "libcurl.so.4", "libcurl4");

        private final String key;
        private final String soname;
        private final String debianPackage;

        Library(String key, String soname, String debianPackage) {
            this.key = key;
            this.soname = soname;
            this.debianPackage = debianPackage;
        }
    }

    enum Session {
        OPEN,
        CLOSED
    }

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("everything")
    void shouldEndAsItMeansTo(Library library, Session session, Ending ending) throws IOException {
        Path report = directory.resolve("report.txt");
        ForkedApplication application =
                application(library, session, ending).withOnly("http=0,report=" + report + "," + INSTALLERS);
        String what = library + " " + session + " " + ending;

        Ended ended = ended(application, ending, LIMIT);
        assertEquals(ending.isSignal() ? List.of("used") : List.of("used", "ending"), ended.out(), what);
        assertEquals(ending == Ending.THROW ? THROWN : List.of(), withoutFrames(ended.errOfOthers()), what);
        assertEquals(1, ended.errOfAgent().size(), () -> what + ended);
        assertEquals(ending.status(), ended.status(), what);
        assertEquals(0, errorFiles(), what);
        if (ending != Ending.HALT) {
            ReportText text = ReportText.in(Files.readAllLines(report));
            assertNotEquals("0", text.library(library.key).get("allocations"), what);
        }
    }

    /** The library calls its allocator after the JVM is gone. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("whereTheLibraryCallsAtExit")
    void shouldCrashWithoutTheAgent(Library library, Session session, Ending ending) throws IOException {
        ForkedApplication application = application(library, session, ending).withoutAgent();
        String what = library + " " + session + " " + ending;

        Ended ended = ended(application, ending, PATIENCE);
        assertTrue(
                ended.out().stream().anyMatch(line -> line.contains("Internal Error (upcallLinker.cpp:")),
                () -> what + ended);
        assertEquals(1, errorFiles(), what);
    }

    static Stream<Arguments> everything() {
        return combinations(Library.values());
    }

    static Stream<Arguments> whereTheLibraryCallsAtExit() {
        return combinations(Library.UV, Library.CRYPTO);
    }

    private static Stream<Arguments> combinations(Library... libraries) {
        List<Arguments> all = new ArrayList<>();
        for (Library library : libraries) {
            for (Session session : Session.values()) {
                for (Ending ending : Ending.values()) {
                    all.add(Arguments.of(library, session, ending));
                }
            }
        }
        return all.stream();
    }

    /** A JVM that inherits an ignored signal, as in the background of a shell, goes on ignoring it. */
    private ForkedApplication application(Library library, Session session, Ending ending) {
        Required.library(library.soname, library.debianPackage);
        return ForkedApplication.of(
                        LibraryAtExit.class, library.key, session.name().toLowerCase(Locale.ROOT), ending.name())
                .by("env", "--default-signal")
                .jvm("-XX:ErrorFile=" + directory.resolve(ERROR_FILE));
    }

    private static Ended ended(ForkedApplication application, Ending ending, Duration limit) {
        try (RunningApplication app = application.start()) {
            assertEquals("used", app.nextLine(), app::toString);
            if (ending.isSignal()) {
                app.signal(ending.name());
            } else {
                assertEquals("ending", app.ask("end"), app::toString);
            }
            return app.endedWithin(limit);
        }
    }

    private static List<String> withoutFrames(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("\tat ")).toList();
    }

    private long errorFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("hs_err"))
                    .count();
        }
    }
}
