package dev.headcount.agent;

import jdk.internal.access.SharedSecrets;

/** Runs something at the end of the JVM's shutdown, after the application's own shutdown hooks. */
final class LateShutdown {

    /**
     * The JDK runs its own hooks one after the other by slot: 0 restores the console, 1 runs all the application's hooks and
     * waits for them, 2 deletes files on exit. The next one is free.
     */
    private static final int AFTER_APPLICATION = 3;

    private LateShutdown() {}

    static void run(Runnable action) {
        try {
            SharedSecrets.getJavaLangAccess().registerShutdownHook(AFTER_APPLICATION, false, action);
        } catch (Error | RuntimeException e) {
            // The slot is taken (InternalError), or the JDK has none: among the application's hooks is the next best
            // place.
            Runtime.getRuntime().addShutdownHook(new Thread(action, "headcount-shutdown"));
        }
    }
}
