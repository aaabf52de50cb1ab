package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.agent.apps.DeepRecursion;
import dev.headcount.agent.apps.WorkerAtExit;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application with a native allocator survives, it survives under the agent. */
class HazardsIT {

    @Test
    @Disabled("a StackOverflowError leaves the tracked function, and that ends the JVM, as long as it is an upcall")
    void shouldSurviveAFullStack() {
        assertSame(AcmeUnderAgent.of(DeepRecursion.class), List.of("allocated", "survived"), 0);
    }

    @ParameterizedTest
    @CsvSource({"return, 0", "exit, 61", "halt, 61"})
    void shouldEndWhileANativeThreadAllocates(String way, int status) {
        assertSame(AcmeUnderAgent.of(WorkerAtExit.class, way), List.of("working"), status);
    }

    private static void assertSame(ForkedApplication application, List<String> out, int status) {
        Ended with = application.run();
        Ended without = application.withoutAgent().run();

        assertEquals(out, without.out());
        assertEquals(status, without.status());
        assertEquals(out, with.out());
        assertEquals(List.of(), with.errOfOthers());
        assertEquals(status, with.status());
    }
}
