package dev.headcount.agent;

import java.lang.instrument.Instrumentation;

/**
 * Where the JVM begins, behind {@code AgentEntry}: {@code -javaagent:headcount-agent.jar=OPTIONS}, or the command {@code
 * attach} when it runs already; then also the commands that want something of the agent.
 *
 * <p>Of all our classes the application's class path gets to see these two, {@link LinkerBridge} and {@link OwnLoader} at
 * work; the rest runs in a module of its own. Whatever goes wrong is one line on stderr, and the application starts as if
 * there were no agent.
 */
public final class HeadcountAgent {

    /** How the argument of a request begins, which no option does. */
    public static final String REQUEST = "request:";

    /** What {@link #showOverJmx} asks over the bridge. */
    static final String JMX = "jmx";

    private static boolean started;

    private HeadcountAgent() {}

    public static void premain(String options, Instrumentation instrumentation) {
        start(options, instrumentation, false);
    }

    public static void agentmain(String options, Instrumentation instrumentation) {
        if (options != null && options.startsWith(REQUEST)) {
            LinkerBridge.ask(options.substring(REQUEST.length()));
        } else {
            start(options, instrumentation, true);
        }
    }

    /** Registers the MXBean now, if it is wanted: for readers in this JVM, which look for this method by its name. */
    public static void showOverJmx() {
        LinkerBridge.ask(JMX);
    }

    private static void start(String options, Instrumentation instrumentation, boolean late) {
        if (!isFirst()) {
            say("started already; what was given to start it again is ignored: " + options);
            return;
        }
        try {
            WarmUp.start();
            OwnLoader.start(options, instrumentation, late, new LinkerBridge.Opening());
        } catch (Throwable t) {
            say("not started, the application runs without it: " + t);
        }
    }

    private static synchronized boolean isFirst() {
        boolean first = !started;
        started = true;
        return first;
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.err.println("headcount: " + line);
    }
}
