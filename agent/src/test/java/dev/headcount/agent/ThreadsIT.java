package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.BusyThreads;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.RunningApplication;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks that one thread allocates and another frees. */
class ThreadsIT {

    private static final Set<String> LOSSES = Set.of("foreignFrees", "missedFrees", "lost", "failures");

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void shouldAgreeWithTheApplicationWhateverItsThreadsDo(String kind) {
        try (RunningApplication app = AcmeUnderAgent.of(BusyThreads.class, kind).start()) {
            Map<String, Long> truth = RunningApplication.truth(app.nextLine());
            assertTrue(truth.get("liveBlocks") > 0 && truth.get("reallocations") > 0, truth.toString());
            Figures figures = app.figures();
            Json acme = figures.library("acme");
            assertEquals(truth, acme.numbers(truth.keySet()));
            LOSSES.forEach(loss -> assertEquals(0, acme.number(loss), loss));
            assertEquals(0, figures.tracker().number("faults"));
            assertEquals(0, figures.damage().size());
        }
    }

    @Test
    void shouldTakeABlockFromTheThreadThatAllocatedIt() {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java 8");
            app.ask("alloc here 61");
            app.ask("on-thread acme-io there 127");
            app.ask("free-on-thread acme-io here");
            app.ask("free there");
            app.ask("on-thread acme-io stays 1999993");

            Map<String, Long> truth = RunningApplication.truth(app.ask("truth"));
            Figures figures = app.figures();
            assertEquals(truth, figures.library("acme").numbers(truth.keySet()));
            assertEquals(0, figures.siteOf("acme_alloc").number("liveBlocks"));
            assertEquals(1, figures.siteOfThread("acme-io").number("liveBlocks"));
            assertEquals(1_999_993, figures.siteOfThread("acme-io").number("liveBytes"));
        }
    }
}
