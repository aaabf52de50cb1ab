package dev.headcount.site;

/** Walks the calling thread's stack. The caller pays: about a microsecond at the usual depth, and some garbage. */
@FunctionalInterface
public interface CallPathWalk {

    CallPath walk();

    /**
     * The fastest walk that this JVM lets us do.
     *
     * @param depth the number of frames to keep, at least 1
     */
    static CallPathWalk fastest(int depth) {
        return BacktraceWalk.open(depth).orElseGet(() -> new StackWalkerWalk(depth));
    }
}
