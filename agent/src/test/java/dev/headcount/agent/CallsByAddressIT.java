package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.agent.apps.CallsByAddress;
import dev.headcount.agent.apps.libraries.BlocksByAddress;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.Required;
import dev.headcount.agent.fork.RunningApplication;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A handle that takes the function's address with each call: whose function that is shows at the call. */
class CallsByAddressIT {

    private static final List<String> ANSWERS = List.of(
            "own arena 1192",
            "own arena 1192",
            "global 1192",
            "open 1192",
            "closed IllegalStateException",
            "here 1192",
            "elsewhere WrongThreadException",
            "elsewhere, global 1192",
            "null IllegalArgumentException");

    @Test
    void shouldDoWhatTheyDoWithoutTheAgent() {
        assertEquals(
                ANSWERS,
                AcmeUnderAgent.of(CallsByAddress.class).withoutAgent().run().out());
    }

    @Test
    void shouldDoTheSameUnderTheAgent() {
        assertEquals(ANSWERS, AcmeUnderAgent.of(CallsByAddress.class).run().out());
    }

    /** The descriptor is none of an installer's. */
    @Test
    void shouldBeTrackedFromTheMomentWhenTheLibraryHasAnAllocatorOfOurs() {
        Required.library("libsqlite3.so.0", "libsqlite3-0");
        try (RunningApplication app =
                ForkedApplication.of(BlocksByAddress.class).start()) {
            assertEquals("done", app.nextLine(), app::toString);
            assertEquals(
                    61,
                    app.figures().sitesOf("sqlite3_malloc").stream()
                            .mapToLong(site -> site.number("liveBlocks"))
                            .sum());
        }
    }

    @Test
    void shouldBeTracked() {
        try (RunningApplication app = AcmeUnderAgent.of(CallsByAddress.class).start()) {
            ANSWERS.forEach(answer -> assertEquals(answer, app.nextLine()));

            assertEquals(6, app.figures().library("acme").number("allocations"));
            assertEquals(6, app.figures().library("acme").number("frees"));
            assertEquals(
                    6,
                    app.figures().sitesOf("acme_sum").stream()
                            .mapToLong(site -> site.number("allocations"))
                            .sum());
        }
    }
}
