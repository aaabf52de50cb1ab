package dev.headcount.agent.apps;

/** The ways in which a Java application ends, and the exit status of each. */
public enum Ending {
    /** {@code main} returns, and no other thread keeps the JVM. */
    RETURN(0),
    /** {@code System.exit}. */
    EXIT(61),
    /** {@code Runtime.halt}: no shutdown hook runs. */
    HALT(61),
    /** An exception leaves {@code main}. */
    THROW(1),
    /** A signal from outside, of which the application knows nothing. */
    SIGTERM(128 + 15),
    /** The same, as Ctrl-C sends it. */
    SIGINT(128 + 2);

    private final int status;

    Ending(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    public boolean isSignal() {
        return this == SIGTERM || this == SIGINT;
    }

    /** Ends the application, or answers, which is the end as well where {@code main} does no more. */
    void happen() {
        switch (this) {
            case EXIT -> System.exit(status);
            case HALT -> Runtime.getRuntime().halt(status);
            case THROW -> throw new IllegalStateException("on purpose");
            case RETURN, SIGTERM, SIGINT -> {}
        }
    }
}
