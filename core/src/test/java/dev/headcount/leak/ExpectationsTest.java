package dev.headcount.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectationsTest {

    private static final Site MONTHLY = Snapshots.site(
            1, Snapshots.frame("com.acme.Db", "step", 3), Snapshots.frame("com.acme.Reports", "monthly", 88));
    private static final Site WORKER = new Site(2, "uv", null, "uv-worker", List.of());

    @TempDir
    private Path directory;

    private final List<String> problems = new ArrayList<>();
    private Path file;

    private Expectations read(String text) {
        try {
            file = Files.writeString(directory.resolve("known.txt"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Expectations.read(file, problems::add);
    }

    private void assertProblem(String entry, String problem) {
        read(entry);
        assertEquals(List.of("ignore " + file + ", " + problem), problems);
    }

    @Test
    void shouldMatchWhatFitsAllPatterns() {
        Expectations expectations = read("""
            # kept until the process ends
            [reports]
            library = sqlite*
            function = sqlite3_step
            frame = com.acme.Reports.*
            """);
        assertEquals(List.of(), problems);
        assertTrue(expectations.match(MONTHLY));
        assertFalse(expectations.match(WORKER));
    }

    @Test
    void shouldMatchAnyFrame() {
        assertTrue(read("[db]\nframe = com.acme.Db.step").match(MONTHLY));
        assertFalse(read("[db]\nframe = com.acme.Db").match(MONTHLY), "a pattern is for the whole text");
    }

    @Test
    void shouldMatchNativeThreads() {
        assertTrue(read("[pool]\nthread = uv-*").match(WORKER));
        assertFalse(read("[pool]\nthread = *-*").match(MONTHLY));
        assertFalse(read("[pool]\nfunction = u*").match(WORKER), "it has no function");
    }

    @Test
    void shouldTakeEverythingButTheAsteriskAsItIs() {
        assertFalse(read("[db]\nfunction = sqlite3.step").match(MONTHLY));
    }

    @Test
    void shouldCountTheSitesThatMatched() {
        Expectations expectations = read("[a]\nlibrary = sqlite3\n[b]\nlibrary = curl\n");
        for (int look = 0; look < 3; look++) {
            expectations.match(MONTHLY);
            expectations.match(WORKER);
        }
        assertEquals(
                List.of("a 1", "b 0"),
                expectations.matched().stream()
                        .map(matched -> matched.expectation().name() + " " + matched.sites())
                        .toList());
    }

    @Test
    void shouldNameFileLineAndFieldOfWhatItCannotRead() {
        assertProblem(
                "[a]\nlibary = x",
                "line 2: entry 'a' is left out: field 'libary' is unknown; there are library, function, thread, frame");
    }

    @Test
    void shouldRefuseAnEntryThatExpectsEverything() {
        assertProblem(
                "\n[a]\n",
                "line 2: entry 'a' is left out: it would expect everything; give one of library, function, thread,"
                        + " frame");
    }

    @Test
    void shouldReadTheOthersAllTheSame() {
        Expectations expectations = read("[a]\nlibary = x\n[b]\nlibrary = uv\n");
        assertTrue(expectations.match(WORKER));
        assertEquals(1, expectations.matched().size());
    }

    @Test
    void shouldSayThatTheFileCannotBeRead() {
        Expectations nothing = Expectations.read(directory.resolve("absent.txt"), problems::add);
        assertFalse(nothing.match(MONTHLY));
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().startsWith("option 'ignore' is ignored: cannot read '"), problems::toString);
    }
}
