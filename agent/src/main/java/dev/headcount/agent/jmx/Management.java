package dev.headcount.agent.jmx;

import dev.headcount.agent.linker.Books;
import dev.headcount.watch.Look;
import java.util.function.Consumer;

/**
 * Decides when the MXBean is registered: some seconds after the first library was met, on the watch's thread; or at once,
 * when a reader in this JVM asks for it.
 *
 * <p>Not at the agent's start: that would load some hundred classes, make the JVM's MBean server and wake its logging, where
 * nobody may ever read it. Application servers choose both by system properties ({@code javax.management.builder.initial},
 * {@code java.util.logging.manager}), which they set in their main method.
 */
public final class Management implements Consumer<Look> {

    private static final int SETTLED = 5; // looks, a second each

    private final String version;
    private final Books books;
    private final boolean on;
    private int looks;
    private boolean tried;

    /**
     * @param version the agent's
     * @param books what it shows, and where it is noted if there can be none
     * @param on whether the user wants an MXBean
     */
    public Management(String version, Books books, boolean on) {
        this.version = version;
        this.books = books;
        this.on = on;
    }

    @Override
    public void accept(Look look) {
        if (++looks == SETTLED) {
            register();
        }
    }

    /** Registers it, unless it is there, was refused, or is not wanted. Never throws. */
    public synchronized void register() {
        if (!on || tried) {
            return;
        }
        tried = true;
        try {
            Registration.of(version, books);
        } catch (NoClassDefFoundError e) {
            books.remark("no MXBean: this JVM has no module java.management");
        } catch (Throwable t) { // whatever the application has made of its MBean server
            books.remark("no MXBean: the JVM's MBean server refused it: " + t);
        }
    }
}
