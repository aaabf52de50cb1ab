package dev.headcount.agent.linker;

/** How often a library was initialised and not cleaned up since, as far as that is seen: what native code does by itself is not. */
final class InitCount {

    private int standing;

    synchronized boolean isStanding() {
        return standing > 0;
    }

    synchronized void initialised() {
        standing++;
    }

    synchronized void cleanedUp() {
        standing = Math.max(0, standing - 1);
    }
}
