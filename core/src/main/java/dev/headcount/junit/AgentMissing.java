package dev.headcount.junit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** What becomes of a test where there is no agent. */
enum AgentMissing {
    FAIL,
    SKIP,
    IGNORE;

    static final String PARAMETER = "headcount.agent.missing";

    private static final String MESSAGE = """
        there is no Headcount agent in this JVM, or one with jmx=off, and @NoNativeLeaks needs it. Add it to the JVM\
         that runs the tests: -javaagent:PATH/headcount-agent.jar=http=off,report=off; with Maven in the argLine of\
         maven-surefire-plugin, with Gradle in jvmArgs of the test task. Or set the configuration parameter\
         headcount.agent.missing of JUnit to skip or ignore.\
        """;

    static AgentMissing of(ExtensionContext context) {
        Optional<String> value = context.getConfigurationParameter(PARAMETER);
        return value.map(AgentMissing::named).orElse(FAIL);
    }

    private static AgentMissing named(String value) {
        return Arrays.stream(values())
                .filter(it -> it.key().equals(value.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "the configuration parameter " + PARAMETER + " is '" + value + "'; it takes "
                                + Arrays.stream(values()).map(AgentMissing::key).collect(Collectors.joining(", "))));
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns only where the test is to run all the same. */
    void decide() {
        switch (this) {
            case FAIL -> throw new AgentMissingError(MESSAGE);
            case SKIP -> throw new TestAbortedException(MESSAGE);
            case IGNORE -> {}
        }
    }
}
