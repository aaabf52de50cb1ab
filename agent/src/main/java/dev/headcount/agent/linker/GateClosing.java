package dev.headcount.agent.linker;

import dev.headcount.gate.Gates;
import java.util.Map;

/**
 * Closes the gates as late as Java runs: at the end of the application's shutdown, or in {@link Runtime#halt}. Whoever ends
 * the JVM waits for it, some milliseconds.
 */
final class GateClosing {

    /** Upcalls that were under way when the gates closed get this long to return; each takes a thousandth of it. */
    private static final long SETTLE_MILLIS = 2;

    private static final long MAIN = 1; // the thread that the launcher attached, and called main on

    private final Gates gates;
    private final Books books;

    GateClosing(Gates gates, Books books) {
        this.gates = gates;
        this.books = books;
    }

    void close() {
        books.closeNatives();
        if (!gates.isEmpty()) {
            gates.close(threadsAreAttached());
            settle();
        }
    }

    private static void settle() {
        try {
            Thread.sleep(SETTLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether the JVM has threads that it did not start, as upcalls attach those of libraries: such a thread has no Java
     * code under it, or none that begins with {@link Thread#run}.
     */
    private static boolean threadsAreAttached() {
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            if (isAttached(each.getKey(), each.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAttached(Thread thread, StackTraceElement[] stack) {
        ThreadGroup group = thread.getThreadGroup();
        boolean ofApplication = group != null && !group.getName().equals("system");
        boolean isStarted =
                stack.length > 0 && stack[stack.length - 1].getClassName().equals(Thread.class.getName());
        return ofApplication && !isStarted && thread.threadId() != MAIN && thread != Thread.currentThread();
    }
}
