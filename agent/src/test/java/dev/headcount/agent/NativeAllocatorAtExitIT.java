package dev.headcount.agent;

import dev.headcount.agent.apps.Ending;
import dev.headcount.agent.apps.NativeAllocatorAtExit;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However an application ends that has given a library the core's native allocator, and whatever the library still frees
 * then: nothing has to be closed, since no Java is called.
 */
class NativeAllocatorAtExitIT extends ExitMatrix {

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("everything")
    void shouldEndAsItMeansTo(Library library, Session session, Ending ending) throws IOException {
        ForkedApplication application = application(NativeAllocatorAtExit.class, library, session, ending)
                .withCore();

        Ended ended = ended(application, ending, LIMIT);
        assertEndedAsMeant(ended, ending, library + " " + session + " " + ending);
    }

    static Stream<Arguments> everything() {
        return combinations(Library.values());
    }
}
