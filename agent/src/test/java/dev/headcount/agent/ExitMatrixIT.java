package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.Ending;
import dev.headcount.agent.apps.LibraryAtExit;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.ReportText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However an application ends whose allocator is made of Java upcalls, and whatever its library still frees then: under the
 * agent it ends as if the allocator were native.
 */
class ExitMatrixIT extends ExitMatrix {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String INSTALLERS = "installer="
            + "curl=curl_global_init_mem(_, malloc, free, realloc, strdup, calloc);"
            + "CRYPTO_set_mem_functions"
            + "(malloc(size, _, _:int), realloc(pointer, size, _, _:int), free(pointer, _, _:int)) = 1";

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("everything")
    void shouldEndAsItMeansTo(Library library, Session session, Ending ending) throws IOException {
        Path report = directory.resolve("report.txt");
        ForkedApplication application = application(LibraryAtExit.class, library, session, ending)
                .withOnly("http=0,report=" + report + "," + INSTALLERS);
        String what = library + " " + session + " " + ending;

        Ended ended = ended(application, ending, LIMIT);
        assertEndedAsMeant(ended, ending, what);
        assertEquals(1, ended.errOfAgent().size(), () -> what + ended);
        if (ending != Ending.HALT) {
            ReportText text = ReportText.in(Files.readAllLines(report));
            assertNotEquals("0", text.library(library.key).get("allocations"), what);
        }
    }

    /** The library calls its allocator after the JVM is gone. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("whereTheLibraryCallsAtExit")
    void shouldCrashWithoutTheAgent(Library library, Session session, Ending ending) throws IOException {
        ForkedApplication application =
                application(LibraryAtExit.class, library, session, ending).withoutAgent();
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
}
