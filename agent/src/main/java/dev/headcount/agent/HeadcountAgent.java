package dev.headcount.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;

/**
 * Where the JVM enters: {@code -javaagent:headcount-agent.jar=OPTIONS}.
 *
 * <p>Of all our classes the application's class path gets to see this one, {@link LinkerBridge} and {@link OwnModule} at
 * work; the rest runs in a module of its own. Whatever goes wrong is one line on stderr, and the application starts as if
 * there were no agent.
 */
public final class HeadcountAgent {

    private static final String START = "dev.headcount.agent.AgentStart";

    private HeadcountAgent() {}

    public static void premain(String options, Instrumentation instrumentation) {
        start(options, instrumentation);
    }

    public static void agentmain(String options, Instrumentation instrumentation) {
        start(options, instrumentation);
    }

    private static void start(String options, Instrumentation instrumentation) {
        try {
            Object hooks = OwnModule.define(instrumentation)
                    .getClassLoader()
                    .loadClass(START)
                    .getMethod("start", String.class, Instrumentation.class)
                    .invoke(null, options, instrumentation);
            LinkerBridge.open(hooks);
        } catch (InvocationTargetException e) {
            giveUp(e.getCause());
        } catch (Throwable t) {
            giveUp(t);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void giveUp(Throwable why) {
        System.err.println("headcount: not started, the application runs without it: " + why);
    }
}
