package dev.headcount.examples.demo;

/** Why the demo cannot go on, in a sentence for the user, and the exit status that says so to a script. */
final class DemoException extends RuntimeException {

    static final int FAILED = 1;
    static final int SOMETHING_MISSING = 2;

    private static final long serialVersionUID = 1;

    private final int status;

    DemoException(int status, String message) {
        super(message);
        this.status = status;
    }

    DemoException(String message) {
        this(FAILED, message);
    }

    int status() {
        return status;
    }
}
