package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.UvPoolAtWork;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.NativeCode;
import dev.headcount.agent.fork.Required;
import dev.headcount.agent.fork.RunningApplication;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** libuv's pool of native threads on the native allocator, in an application that has the core as a library. */
class LibuvOnNativeAllocatorIT {

    @BeforeAll
    static void needsLibuv() {
        Required.library("libuv.so.1", "libuv1");
    }

    @ParameterizedTest
    @CsvSource({"8, 3000", "64, 1000"})
    void shouldCountEveryCallExactlyAndKnowNoThreadOfThePool(int threads, int milliseconds) {
        List<String> out = run(threads, milliseconds, "counted");
        Map<String, Long> truth = RunningApplication.truth(out.get(0));
        Map<String, Long> figures = RunningApplication.truth(out.get(1));

        assertTrue(truth.get("allocations") > 64 * 61, truth::toString);
        assertTrue(truth.get("reallocations") > 64 * 20, truth::toString);
        truth.forEach((counter, count) -> assertEquals(count, figures.get(counter), counter));
        assertAllIsGivenBack(figures);
        assertNoThreadMetJava(figures, RunningApplication.truth(out.get(2)));
    }

    @Test
    void shouldServeLibuvDirectly() {
        List<String> out = run(8, 1000, "native");
        Map<String, Long> figures = RunningApplication.truth(out.get(1));
        Map<String, Long> facts = RunningApplication.truth(out.get(2));

        long work = facts.get("rounds") * 64;
        assertTrue(figures.get("allocations") > work * 61, () -> figures + " in " + facts);
        assertAllIsGivenBack(figures);
        assertNoThreadMetJava(figures, facts);
    }

    /** What the others are compared with: on an allocator of upcalls every thread of the pool becomes a Java thread. */
    @Test
    void shouldMakeJavaThreadsOfThePoolWhereTheAllocatorIsInJava() {
        Map<String, Long> facts = RunningApplication.truth(run(8, 100, "java").get(2));

        assertEquals(8, facts.get("javaThreads"));
        assertEquals(8, facts.get("started"));
    }

    private static void assertAllIsGivenBack(Map<String, Long> figures) {
        assertEquals(figures.get("allocations"), figures.get("frees"));
        assertEquals(figures.get("allocated_bytes"), figures.get("freed_bytes"));
        for (String nothing : List.of("liveBlocks", "liveBytes", "foreign", "damage", "faults")) {
            assertEquals(0, figures.get(nothing), nothing);
        }
    }

    private static void assertNoThreadMetJava(Map<String, Long> figures, Map<String, Long> facts) {
        assertEquals(0, figures.get("upcalls"));
        for (String nothing : List.of("damaged", "javaThreads", "started")) {
            assertEquals(0, facts.get(nothing), nothing);
        }
    }

    private static List<String> run(int threads, int milliseconds, String allocator) {
        Ended ended = ForkedApplication.of(
                        UvPoolAtWork.class,
                        NativeCode.pool().toString(),
                        Integer.toString(threads),
                        Integer.toString(milliseconds),
                        allocator)
                .withCore()
                .environment("UV_THREADPOOL_SIZE", Integer.toString(threads))
                .run();
        assertEquals(List.of(), ended.err());
        assertEquals(0, ended.status(), ended::toString);
        return ended.out();
    }
}
