package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.libraries.Errand;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.ReportText;
import dev.headcount.agent.fork.Required;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaks that the user expects, by {@code ignore=}. */
class ExpectedLeaksIT {

    @TempDir
    private Path directory;

    private Ended run(String expected) throws IOException {
        Required.library(Errand.JANSSON.soname(), Errand.JANSSON.debianPackage());
        Path file = Files.writeString(directory.resolve("known.txt"), expected);
        Ended ended = ForkedApplication.of(Errand.class, Errand.JANSSON.name())
                .withOnly("http=0,report=" + directory.resolve("report.txt") + ",ignore=" + file)
                .run();
        assertEquals(0, ended.status(), ended::toString);
        return ended;
    }

    @Test
    void shouldSayWhichEntryIsWrongAndWhichNeverMatched() throws IOException {
        Ended ended = run("""
            [broken]
            libary = jansson

            [of another driver]
            library = acme
            """);
        assertTrue(
                ended.errOfAgent().stream()
                        .anyMatch(
                                line -> line.endsWith("known.txt, line 2: entry 'broken' is left out: field 'libary' is"
                                        + " unknown; there are library, function, thread, frame")),
                ended::toString);
        ReportText report = ReportText.in(Files.readAllLines(directory.resolve("report.txt")));
        assertTrue(
                report.says("- of another driver: matched no site so far; it may be misspelt, or no longer be needed"),
                report::toString);
    }
}
