package dev.headcount.junit;

/** A test left native blocks behind. The message says which sites hold them. */
public final class NativeLeakError extends AssertionError {

    private static final long serialVersionUID = 1;

    NativeLeakError(String message) {
        super(message);
    }
}
