package dev.headcount.jmx;

/**
 * Has the agent show its MXBean now. Of itself it waits until a library is tracked, and then for some seconds more: at its
 * start nobody can say whether the application has settled on its MBean server and its logging yet. Whoever asks here has
 * both at work already.
 *
 * <p>The class that is looked for is what the JVM itself puts on the class path for {@code -javaagent}. Where there is none,
 * or it does not know the request, there is nothing to be done: the MXBean may be there all the same.
 */
final class AgentDoor {

    private static final String AGENT = "dev.headcount.agent.HeadcountAgent";

    private AgentDoor() {}

    static void knock() {
        try {
            Class.forName(AGENT, true, ClassLoader.getSystemClassLoader())
                    .getMethod("showOverJmx")
                    .invoke(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            // No agent, or one that cannot be asked.
        }
    }
}
