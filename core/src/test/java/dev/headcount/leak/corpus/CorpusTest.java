package dev.headcount.leak.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Isolated("the libraries' allocators belong to the process")
class CorpusTest {

    static Stream<Arguments> programs() {
        return Stream.of(Corpus.values())
                .flatMap(program -> Stream.of(Route.values()).map(route -> Arguments.of(program, route)));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void shouldFindEveryLeakAndAccuseNoOneElse(Corpus program, Route route) {
        Watched watched = Watched.running(program, route);

        System.out.println(program.words + ", " + route + ", seed " + Corpus.SEED + ": found after "
                + watched.foundAfter() + ", verdicts " + watched.counts());
        watched.last()
                .sites()
                .forEach(s -> System.out.println(
                        "   " + s.evidence() + " live=" + s.site().liveBytes()));
        assertEquals(
                0,
                watched.accused().size(),
                () -> watched.accused().getFirst() + " of " + watched.accused().size());
        assertEquals(program.leaks(), watched.foundAfter() > 0);
    }
}
