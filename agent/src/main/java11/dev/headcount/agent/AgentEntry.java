package dev.headcount.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;

/**
 * Where JVMs enter, of whatever version: the only class of the agent that one older than Java 25 can load. A JVM that cannot
 * load its agent does not start; with this class it says what is wrong, and runs the application.
 *
 * <p>It passes everything on, by name, for it is compiled for Java 11 and cannot be compiled against the others.
 */
public final class AgentEntry {

    private static final int OLDEST = 25;
    private static final int MISUSED = 2;

    private AgentEntry() {}

    /** By {@code -javaagent}. */
    public static void premain(String options, Instrumentation instrumentation) throws ReflectiveOperationException {
        enter("premain", options, instrumentation);
    }

    /** By the command {@code attach}, or another tool that attaches. */
    public static void agentmain(String options, Instrumentation instrumentation) throws ReflectiveOperationException {
        enter("agentmain", options, instrumentation);
    }

    /** By {@code java -jar}. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        if (isNewEnough()) {
            call("dev.headcount.agent.cli.Main", "main", new Class<?>[] {String[].class}, (Object) arguments);
        } else {
            say("this command needs Java " + OLDEST + " or newer, and this is " + java());
            System.exit(MISUSED);
        }
    }

    private static void enter(String method, String options, Instrumentation instrumentation)
            throws ReflectiveOperationException {
        if (isNewEnough()) {
            Class<?>[] parameters = {String.class, Instrumentation.class};
            call("dev.headcount.agent.HeadcountAgent", method, parameters, options, instrumentation);
        } else {
            say("not started, the application runs without it: it needs Java " + OLDEST + " or newer, and this is "
                    + java());
        }
    }

    private static void call(String type, String method, Class<?>[] parameters, Object... arguments)
            throws ReflectiveOperationException {
        try {
            Class.forName(type).getMethod(method, parameters).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type + " failed", e.getCause());
        }
    }

    private static boolean isNewEnough() {
        return Runtime.version().feature() >= OLDEST;
    }

    private static String java() {
        return "Java " + Runtime.version().feature() + " in " + System.getProperty("java.home");
    }

    private static void say(String line) {
        System.err.println("headcount: " + line);
    }
}
