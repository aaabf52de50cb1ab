package dev.headcount.site;

import java.util.List;

/**
 * A Java call path as it was walked: cheap to compare, dear to spell out.
 *
 * <p>The frames of Headcount itself and of the method handles between it and the application are left out.
 */
public interface CallPath {

    /** A number for each frame (class, method, bytecode index), innermost first: equal exactly for equal paths. */
    long[] fingerprint();

    /** The frames by name, innermost first; only asked for paths that are new. */
    List<StackTraceElement> frames();

    /** Whether the other path is known to be the same, at less than the cost of the fingerprints; false may mean unknown. */
    default boolean isSameAs(CallPath other) {
        return false;
    }

    /** Whether there is no Java code below the library: the thread is a native one. */
    default boolean isEmpty() {
        return fingerprint().length == 0;
    }
}
