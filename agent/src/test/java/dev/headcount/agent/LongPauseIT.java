package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.LongPause;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.NativeCode;
import dev.headcount.agent.fork.RunningApplication;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A native thread that allocates while a safepoint stops Java for a second. */
class LongPauseIT {

    private static Map<String, Long> run(String allocator) {
        Ended ended = ForkedApplication.of(LongPause.class, NativeCode.ticker().toString(), allocator)
                .withCore()
                .jvm("-XX:+UseSerialGC", "-Xmx6g")
                .run();
        assertEquals(0, ended.status(), ended::toString);
        return RunningApplication.truth(ended.out().getLast());
    }

    @Test
    void shouldNotStopTheNativeAllocator() {
        Map<String, Long> took = run("native");
        assertTrue(took.get("pause") >= 1000, took::toString);
        assertTrue(took.get("waited") < took.get("pause") / 2, took::toString);
    }

    /** What it is compared with. */
    @Test
    void shouldStopAnAllocatorInJava() {
        Map<String, Long> took = run("java");
        assertTrue(took.get("pause") >= 1000, took::toString);
        assertTrue(took.get("waited") > took.get("pause") * 3 / 4, took::toString);
    }
}
