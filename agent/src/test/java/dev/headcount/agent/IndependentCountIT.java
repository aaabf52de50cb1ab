package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.libraries.Errand;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.HeaptrackRecording;
import dev.headcount.agent.fork.ReportText;
import dev.headcount.agent.fork.Required;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same work without Headcount, counted by heaptrack: what the library asked malloc(3) for is what Headcount counts as
 * allocations and reallocations, but for what is said here.
 */
class IndependentCountIT {

    @TempDir
    private Path directory;

    /**
     * {@code more} is what Headcount has more than heaptrack, {@code chance} how far both may be apart besides, since no two runs
     * are alike.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        SQLITE3 | libsqlite3.so          | 0 | 0 | nothing
        UV      | libuv.so               | 0 | 2 | a table grows with the number of the highest file descriptor
        CRYPTO  | libcrypto.so libssl.so | 0 | 0 | nothing
        CURL    | libcurl.so             | 1 | 0 | the block by which Headcount finds out whether libcurl heard it
        XML2    | libxml2.so             |-4 | 6 | mutexes are from malloc; hash tables grow by chance
        GMP     | libgmp.so              | 0 | 0 | nothing
        GIT2    | libgit2.so             | 0 | 2 | the names of temporary files are chosen by chance
        BSON    | libbson-1.0.so         | 0 | 0 | nothing
        EVENT   | libevent-2.1.so        | 0 | 2 | a table grows with the number of the highest file descriptor
        CARES   | libcares.so            | 0 | 0 | nothing
        JANSSON | libjansson.so          | 1 | 0 | the application calls realloc of libc, which heaptrack does not see
        ICU     | libicuuc.so            | 0 | 0 | nothing
        WOLFSSL | libwolfssl.so          | 0 | 0 | nothing
        """)
    void shouldAgreeWithHeaptrack(Errand errand, String files, long more, long chance, String why) throws IOException {
        Required.library(errand.soname(), errand.debianPackage());
        HeaptrackRecording recording = HeaptrackRecording.of(
                ForkedApplication.of(Errand.class, errand.name()), directory.resolve("heaptrack.txt"));
        long asked =
                Stream.of(files.split(" ")).mapToLong(recording::allocationsOf).sum();
        long counted = countedByHeadcount(errand);
        assertTrue(asked > 0, errand::name);
        assertTrue(
                Math.abs(asked + more - counted) <= chance,
                () -> asked + " by heaptrack, " + counted + " by Headcount; known difference: " + why);
    }

    private long countedByHeadcount(Errand errand) throws IOException {
        Path report = directory.resolve("report.txt");
        Ended ended = ForkedApplication.of(Errand.class, errand.name())
                .withOnly("http=0,report=" + report)
                .run();
        assertEquals(0, ended.status(), ended::toString);
        return ReportText.in(Files.readAllLines(report)).allocationsAndReallocations(errand.library());
    }
}
