package dev.headcount.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class AgentMissingTest {

    static class Plain {
        @Test
        @NoNativeLeaks
        void passes() {}
    }

    @Test
    void shouldFailAndSayHowToAddTheAgent() {
        Map<String, String> failures = Kit.failures(new Kit().runWithoutAgent(Plain.class));

        String message = failures.get("passes()");
        assertTrue(
                message.startsWith("dev.headcount.junit.AgentMissingError: there is no Headcount agent in this JVM"),
                message);
        assertTrue(message.contains("-javaagent:PATH/headcount-agent.jar=http=off,report=off"), message);
        assertTrue(message.contains("argLine of maven-surefire-plugin"), message);
        assertTrue(message.contains("headcount.agent.missing"), message);
    }

    @Test
    void shouldSkipWhereTheUserWantsThat() {
        EngineExecutionResults results =
                new Kit().with("headcount.agent.missing", "skip").runWithoutAgent(Plain.class);

        assertEquals(1, results.testEvents().aborted().count());
        assertEquals(Map.of(), Kit.failures(results));
    }

    @Test
    void shouldRunTheTestWhereTheUserWantsThat() {
        EngineExecutionResults results =
                new Kit().with("headcount.agent.missing", "Ignore").runWithoutAgent(Plain.class);

        assertEquals(List.of("passes()"), Kit.passed(results));
    }

    @Test
    void shouldSayWhichValuesThereAre() {
        Map<String, String> failures =
                Kit.failures(new Kit().with("headcount.agent.missing", "shrug").runWithoutAgent(Plain.class));

        assertTrue(
                failures.get("passes()")
                        .endsWith("the configuration parameter headcount.agent.missing is 'shrug'; it takes fail, skip,"
                                + " ignore"),
                failures.toString());
    }
}
