package dev.headcount.leak.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs on real libraries, time compressed by the interval of their snapshots: who leaks is found, and nobody else. */
class CorpusTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "../docs/leak-detection.md");
    private static final double SELDOM_OTHERWISE = 0.75;

    static Stream<Arguments> programs() {
        return Stream.of(Corpus.values())
                .flatMap(program -> Stream.of(Route.values()).map(route -> Arguments.of(program, route)));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void shouldFindEveryLeakAndAccuseNobodyElse(Corpus program, Route route) {
        Watched watched = Watched.running(program, route);

        String what = program.words + ", " + route + ", seed " + Corpus.SEED + ": leaking from snapshot "
                + watched.foundAfter() + ", verdicts " + watched.counts();
        System.out.println(what);
        assertTrue(watched.accused().size() <= program.sites, () -> what + ", " + watched.accused());
        if (program.leaks()) {
            assertTrue(watched.foundAfter() > 0 && watched.foundAfter() <= program.foundWithin, what);
            assertTrue(watched.share() >= SELDOM_OTHERWISE, () -> what + ", in " + watched.share() + " of those after");
        }
    }

    @Test
    void shouldBeInTheDocsAsItIsTested() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && line.contains("`leaking`"))
                .toList();
        assertEquals(Corpus.table(), rows);
    }
}
