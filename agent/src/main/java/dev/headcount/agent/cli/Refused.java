package dev.headcount.agent.cli;

/** A command that cannot be done, and in one line why, and what to do. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    Refused(String line) {
        super(line);
    }

    Refused(String line, Exception cause) {
        super(line, cause);
    }
}
