package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.agent.apps.CriticalCalls;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.RunningApplication;
import dev.headcount.agent.fork.SourceLines;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Critical calls must not call back into Java, as tracked functions do. They go on working, and are tracked. */
class CriticalIT {

    private static final List<String> ANSWERS = List.of(
            "off heap 56",
            "on heap 56",
            "reversed [17, 13, 11, 7, 5, 3]",
            "reversed in part [3, 11, 7, 5, 13, 17]",
            "reversed by address [17, 13, 11, 7, 5, 3]",
            "with errno 56, 33",
            "done");

    @Test
    void shouldDoWhatTheyDoWithoutTheAgent() {
        assertEquals(
                ANSWERS,
                AcmeUnderAgent.of(CriticalCalls.class).withoutAgent().run().out());
    }

    @Test
    void shouldDoTheSameUnderTheAgent() {
        assertEquals(ANSWERS, AcmeUnderAgent.of(CriticalCalls.class).run().out());
    }

    @Test
    void shouldBeTracked() {
        try (RunningApplication app = AcmeUnderAgent.of(CriticalCalls.class).start()) {
            ANSWERS.forEach(answer -> assertEquals(answer, app.nextLine()));

            Figures figures = app.figures();
            assertEquals(7, figures.library("acme").number("allocations"));
            assertEquals(6, figures.library("acme").number("frees"));
            SourceLines lines = SourceLines.of(CriticalCalls.class);
            List<Json> sums = figures.sitesOf("acme_sum");
            assertEquals(
                    List.of(lines.frame("offHeap", "off heap"), lines.frame("onHeap", "on heap")),
                    sums.stream()
                            .map(site -> site.texts("stack").getFirst())
                            .limit(2)
                            .toList());
        }
    }
}
