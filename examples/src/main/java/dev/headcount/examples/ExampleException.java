package dev.headcount.examples;

/** Why an example cannot go on, in a sentence for the user, and the exit status that says so to a script. */
public final class ExampleException extends RuntimeException {

    public static final int FAILED = 1;
    public static final int SOMETHING_MISSING = 2;

    private static final long serialVersionUID = 1;

    private final int status;

    public ExampleException(int status, String message) {
        super(message);
        this.status = status;
    }

    public ExampleException(String message) {
        this(FAILED, message);
    }

    public int status() {
        return status;
    }
}
