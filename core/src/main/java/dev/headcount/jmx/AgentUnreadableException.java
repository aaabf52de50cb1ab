package dev.headcount.jmx;

/** The agent in this JVM does not answer as it should. */
public final class AgentUnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    AgentUnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
