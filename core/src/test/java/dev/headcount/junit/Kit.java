package dev.headcount.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.headcount.jmx.LedgerBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs test classes with JUnit and says how they ended; what their tests allocate is booked in a ledger of this run. */
final class Kit {

    /** The library of the tests; null while there is no agent. */
    static LedgerBean agent;

    private final Map<String, String> parameters = new HashMap<>();

    /** A block that the test's library allocates. */
    static long allocate(long bytes) {
        return agent.allocate("acme", "acme_open", bytes);
    }

    Kit with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Under the agent. */
    EngineExecutionResults run(Class<?>... tests) {
        try (LedgerBean bean = LedgerBean.open()) {
            agent = bean;
            EngineExecutionResults results = runWithoutAgent(tests);
            assertEquals(0, bean.marks(), "moments that the agent was not told to forget");
            return results;
        } finally {
            agent = null;
        }
    }

    EngineExecutionResults runWithoutAgent(Class<?>... tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(Stream.of(tests).map(test -> selectClass(test)).toArray(ClassSelector[]::new))
                .configurationParameters(parameters)
                .execute();
    }

    /** What the tests failed with, by their names. */
    static Map<String, String> failures(EngineExecutionResults results) {
        Map<String, String> failures = new HashMap<>();
        for (Event event : results.allEvents().failed().list()) {
            failures.put(
                    event.getTestDescriptor().getDisplayName(),
                    event.getRequiredPayload(TestExecutionResult.class)
                            .getThrowable()
                            .orElseThrow()
                            .toString());
        }
        return failures;
    }

    /** The names of the tests that passed. */
    static List<String> passed(EngineExecutionResults results) {
        return results.testEvents().succeeded().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }
}
