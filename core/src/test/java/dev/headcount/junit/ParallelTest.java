package dev.headcount.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Blocks belong to the process: an account is only right where nothing else runs. */
class ParallelTest {

    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();

    /** Would be charged for the blocks of the others. */
    static class Judged {
        @RepeatedTest(20)
        @NoNativeLeaks
        void isAlone() {
            MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
            Kit.agent.free(Kit.allocate(61));
            RUNNING.decrementAndGet();
        }
    }

    static class Busy {
        @RepeatedTest(20)
        void allocates() {
            RUNNING.incrementAndGet();
            Kit.allocate(1_999_993);
            Thread.yield();
            RUNNING.decrementAndGet();
        }
    }

    @Test
    void shouldRunAloneWhereTestsRunInParallel() {
        Kit parallel = new Kit()
                .with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

        assertEquals(Map.of(), Kit.failures(parallel.run(Judged.class, Busy.class)));
        assertEquals(1, MOST.get());
    }

    @Test
    void shouldRefuseToRunAtTheSameTimeAsAnother() {
        Alone.enter("[class:a]/[method:m]");
        try {
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> Alone.enter("[class:b]/[method:m]"));
            assertTrue(
                    refused.getMessage()
                            .startsWith("@NoNativeLeaks: [class:b]/[method:m] runs at the same time as"
                                    + " [class:a]/[method:m], and native blocks belong to no thread."),
                    refused.getMessage());
        } finally {
            Alone.leave("[class:a]/[method:m]");
        }
        Alone.enter("[class:b]");
        Alone.enter("[class:b]/[method:m]"); // within the class's own account
        Alone.leave("[class:b]/[method:m]");
        Alone.leave("[class:b]");
    }
}
