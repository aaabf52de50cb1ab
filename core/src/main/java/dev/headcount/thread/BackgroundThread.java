package dev.headcount.thread;

import java.util.concurrent.locks.LockSupport;

/**
 * Threads that have nothing of the thread that happens to start them, which is often one of the application's: neither its
 * group, which may be interrupted as a whole, nor its class loader, which a container wants to drop with the application, nor
 * its inheritable thread-locals. No JVM waits for them.
 */
public final class BackgroundThread {

    private static final long DEFAULT_STACK_SIZE = 0;

    private BackgroundThread() {}

    /** Not started yet. With a constructor, since the JDK's builder of threads costs 5 ms when it is first used. */
    public static Thread of(String name, Runnable task) {
        Thread thread = new Thread(outermostGroup(), task, name, DEFAULT_STACK_SIZE, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(BackgroundThread.class.getClassLoader());
        return thread;
    }

    private static ThreadGroup outermostGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /**
     * Parks the calling thread, one of ours, until it is unparked or that time has passed. Whoever interrupted it meant
     * somebody else: an interrupted thread would never park again.
     */
    public static void pause(long nanos) {
        LockSupport.parkNanos(nanos);
        boolean _ = Thread.interrupted();
    }
}
