package dev.headcount.junit;

/** There is no agent that could count native blocks. */
public final class AgentMissingError extends AssertionError {

    private static final long serialVersionUID = 1;

    AgentMissingError(String message) {
        super(message);
    }
}
