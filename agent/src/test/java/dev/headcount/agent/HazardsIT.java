package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.agent.apps.ChildrenOfALibrary;
import dev.headcount.agent.apps.DeepQueries;
import dev.headcount.agent.apps.DeepRecursion;
import dev.headcount.agent.apps.WorkerAtExit;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.NativeCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application with a native allocator survives, it survives under the agent. */
class HazardsIT {

    @TempDir
    private Path directory;

    @Test
    @Disabled("a StackOverflowError leaves the tracked function, and that ends the JVM, as long as it is an upcall")
    void shouldSurviveAFullStack() {
        assertSame(AcmeUnderAgent.of(DeepRecursion.class), List.of("allocated", "survived"), 0);
    }

    @Test
    void shouldSurviveFullStacksWithHeadcountsAllocator() {
        assertSame(ForkedApplication.of(DeepQueries.class), List.of("14 overflows"), 0);
    }

    @ParameterizedTest
    @CsvSource({"return, 0", "exit, 61", "halt, 61"})
    void shouldEndWhileANativeThreadAllocates(String way, int status) {
        assertSame(AcmeUnderAgent.of(WorkerAtExit.class, way), List.of("working"), status);
    }

    /** It would wait there for threads that only its parent has. */
    @ParameterizedTest
    @ValueSource(strings = {"G1GC", "SerialGC", "ZGC"})
    void shouldEndChildrenOfALibraryThatAllocate(String collector) throws IOException {
        Path catalog = Files.writeString(directory.resolve("acme.txt"), """
            [acme]
            installer = acme_set_allocator(malloc, realloc, free)
            before    = libc
            """);
        ForkedApplication application = ForkedApplication.of(
                        ChildrenOfALibrary.class, NativeCode.acme().toString())
                .with("catalog=" + catalog)
                .jvm("-XX:+Use" + collector);
        assertSame(application, List.of("all ended"), 0);
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
