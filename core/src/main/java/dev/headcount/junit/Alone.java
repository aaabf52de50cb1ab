package dev.headcount.junit;

import java.util.HashSet;
import java.util.Set;

/**
 * Sees to it that no two accounts run at once, except that of a class around those of its tests. JUnit's lock keeps them
 * apart; where somebody runs tests without it, each would be charged for the other's blocks.
 */
final class Alone {

    private static final Set<String> RUNNING = new HashSet<>();

    private Alone() {}

    /** @param id the unique id of a test, which begins with that of its class */
    static void enter(String id) {
        synchronized (RUNNING) {
            for (String other : RUNNING) {
                if (!id.startsWith(other)) {
                    throw new IllegalStateException("@NoNativeLeaks: " + id + " runs at the same time as " + other
                            + ", and native blocks belong to no thread. Whatever runs these tests ignores JUnit's"
                            + " resource locks: have it run them one after the other");
                }
            }
            RUNNING.add(id);
        }
    }

    static void leave(String id) {
        synchronized (RUNNING) {
            RUNNING.remove(id);
        }
    }
}
