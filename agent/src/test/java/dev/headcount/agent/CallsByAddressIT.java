package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.agent.apps.CallsByAddress;
import dev.headcount.agent.fork.AcmeUnderAgent;
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
