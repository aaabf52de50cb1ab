package dev.headcount.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import jdk.internal.vm.VMSupport;

/**
 * What other processes get to see of the agent, through the JDK's attach API alone: the JVM's agent properties, which are
 * not among the application's system properties. The JDK's own management agent tells its address in the same way.
 */
public final class AgentProperties {

    /** There as soon as the agent runs. */
    public static final String VERSION = "headcount.version";

    /** Where the pages are; absent without. */
    public static final String ADDRESS = "headcount.address";

    /** What the pages want of whoever asks for them; absent where they want nothing. To attach takes the same rights. */
    public static final String TOKEN = "headcount.token";

    /** Present once the agent has stopped to look for libraries. */
    public static final String DETACHED = "headcount.detached";

    /** In front of the id of a request: its answer. */
    public static final String ANSWER = "headcount.answer.";

    private static final int KEPT_ANSWERS = 4; // enough for whoever asks at the same time

    private final Properties properties = VMSupport.getAgentProperties();
    private final Deque<String> answered = new ArrayDeque<>();

    void started(String version) {
        properties.setProperty(VERSION, version);
    }

    /** @param token null for none */
    void serving(String address, String token) {
        properties.setProperty(ADDRESS, address);
        if (token != null) {
            properties.setProperty(TOKEN, token);
        }
    }

    void detached() {
        properties.remove(ADDRESS);
        properties.remove(TOKEN);
        properties.setProperty(DETACHED, "true");
    }

    /** Leaves an answer until further ones have come: nobody tells when it was read. */
    synchronized void answer(String id, String text) {
        properties.setProperty(ANSWER + id, text);
        answered.add(ANSWER + id);
        if (answered.size() > KEPT_ANSWERS) {
            properties.remove(answered.remove());
        }
    }
}
