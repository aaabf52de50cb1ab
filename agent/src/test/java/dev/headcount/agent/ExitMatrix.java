package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.agent.apps.Ending;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
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
import org.junit.jupiter.params.provider.Arguments;

/** Applications that end in every way, with something left open in a library or nothing. */
abstract class ExitMatrix {

    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final List<String> THROWN =
            List.of("Exception in thread \"main\" java.lang.IllegalStateException: on purpose");
    private static final String ERROR_FILE = "hs_err_pid%p.log";

    enum Library {
        UV("uv", "libuv.so.1", "libuv1"),
        CRYPTO("crypto", "libssl.so.3", "libssl3"),
        SQLITE("sqlite3", "libsqlite3.so.0", "libsqlite3-0"),
        CURL("curl", "libcurl.so.4", "libcurl4");

        final String key;
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
    Path directory;

    static Stream<Arguments> combinations(Library... libraries) {
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
    final ForkedApplication application(Class<?> main, Library library, Session session, Ending ending) {
        Required.library(library.soname, library.debianPackage);
        return ForkedApplication.of(main, library.key, session.name().toLowerCase(Locale.ROOT), ending.name())
                .by("env", "--default-signal")
                .jvm("-XX:ErrorFile=" + directory.resolve(ERROR_FILE));
    }

    static Ended ended(ForkedApplication application, Ending ending, Duration limit) {
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

    /** With its own status, and without a word that is not the application's or the agent's. */
    final void assertEndedAsMeant(Ended ended, Ending ending, String what) throws IOException {
        assertEquals(ending.isSignal() ? List.of("used") : List.of("used", "ending"), ended.out(), what);
        assertEquals(ending == Ending.THROW ? THROWN : List.of(), withoutFrames(ended.errOfOthers()), what);
        assertEquals(ending.status(), ended.status(), what);
        assertEquals(0, errorFiles(), what);
    }

    private static List<String> withoutFrames(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("\tat ")).toList();
    }

    final long errorFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("hs_err"))
                    .count();
        }
    }
}
