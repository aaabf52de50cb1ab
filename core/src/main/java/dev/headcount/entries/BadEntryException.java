package dev.headcount.entries;

/** An entry that means nothing; the message says why, for whoever wrote it. */
public final class BadEntryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    BadEntryException(int line, String why) {
        super(why);
        this.line = line;
    }

    /** Which line of the file is to blame, from 1. */
    int line() {
        return line;
    }
}
