package dev.headcount.examples.cassandra;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A line of the application: {@code done}, the microseconds and figures, or {@code failed} and why. */
record Answer(String line) {

    private static final String DONE = "done ";
    private static final String FAILED = "failed ";

    /** The application has ended without one. */
    static final Answer NONE = new Answer("it ended");

    /** Empty for a line that answers nothing. */
    static Optional<Answer> parse(String line) {
        return line.startsWith(DONE) || line.startsWith(FAILED) ? Optional.of(new Answer(line)) : Optional.empty();
    }

    boolean isDone() {
        return line.startsWith(DONE);
    }

    double seconds() {
        return numbers().getFirst() / 1e6;
    }

    /** What was asked for; empty where the application does not know. */
    List<Long> figures() {
        return numbers().subList(1, numbers().size());
    }

    private List<Long> numbers() {
        return Arrays.stream(line.substring(DONE.length()).strip().split(" "))
                .map(Long::parseLong)
                .toList();
    }
}
