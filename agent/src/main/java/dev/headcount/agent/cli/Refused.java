package dev.headcount.agent.cli;

/** A command that cannot be done, and in one line why, and what to do. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;

    Refused(String line) {
        this(line, null);
    }

    Refused(String line, Exception cause) {
        this(line, cause, Main.FAILED);
    }

    private Refused(String line, Exception cause, int status) {
        super(line, cause);
        this.status = status;
    }

    /** One that was written wrongly. */
    static Refused misused(String line) {
        return new Refused(line, null, Main.MISUSED);
    }

    /** The exit status of the process. */
    int status() {
        return status;
    }
}
