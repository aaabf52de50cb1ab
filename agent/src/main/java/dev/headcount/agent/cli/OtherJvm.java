package dev.headcount.agent.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.headcount.agent.AgentProperties;
import dev.headcount.agent.HeadcountAgent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/** A JVM in another process of this machine, by way of the JDK's attach API. */
final class OtherJvm implements AutoCloseable {

    private static final int OLDEST_JAVA = 25;
    private static final int LONGEST = 18; // digits of a long
    private static final String LIST = ": java -jar headcount-agent.jar list shows them";

    private final String pid;
    private final VirtualMachine jvm;

    private OtherJvm(String pid, VirtualMachine jvm) {
        this.pid = pid;
        this.jvm = jvm;
    }

    /** The JVM of the process with this number. */
    static OtherJvm of(String pid) throws Refused {
        ProcessHandle process = process(pid);
        try {
            return new OtherJvm(pid, VirtualMachine.attach(pid));
        } catch (AttachNotSupportedException | IOException e) {
            throw new Refused(whyNot(process, e));
        }
    }

    /** Refuses what cannot be one, such as an option in its place. */
    static void requireNumber(String pid) throws Refused {
        if (pid.isEmpty() || pid.length() > LONGEST || !pid.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Refused.misused("'" + pid + "' is not the number of a process" + LIST);
        }
    }

    private static ProcessHandle process(String pid) throws Refused {
        requireNumber(pid);
        return ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new Refused("there is no process " + pid + LIST));
    }

    static String whyNot(ProcessHandle process, Exception e) {
        if (!process.isAlive()) {
            return "process " + process.pid() + " has just ended (" + e.getMessage() + ")";
        }
        String owner = process.info().user().orElse("another user");
        String self = ProcessHandle.current().info().user().orElse("");
        if (!owner.equals(self)) {
            return "process " + process.pid() + " belongs to " + owner + ": give this command as that user ("
                    + e.getMessage() + ")";
        }
        return "process " + process.pid() + " cannot be attached to: it is no JVM, or one that was started with"
                + " -XX:+DisableAttachMechanism (" + e.getMessage() + ")";
    }

    /** What it says of itself. */
    Properties properties() throws IOException {
        return jvm.getAgentProperties();
    }

    /** The version of the Headcount that runs in it. */
    Optional<String> headcount() throws IOException {
        return Optional.ofNullable(properties().getProperty(AgentProperties.VERSION));
    }

    /** The first number of its Java version; 8 for 1.8. */
    int javaVersion() throws IOException {
        String version = jvm.getSystemProperties().getProperty("java.specification.version", "0");
        return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    }

    boolean isNewEnough() throws IOException {
        return javaVersion() >= OLDEST_JAVA;
    }

    /** Starts Headcount in it. */
    void start(String options) throws Refused, IOException {
        if (!isNewEnough()) {
            throw new Refused(
                    "process " + pid + " runs Java " + javaVersion() + ", and Headcount needs Java 25 or newer");
        }
        Optional<String> running = headcount();
        if (running.isPresent() && properties().containsKey(AgentProperties.DETACHED)) {
            throw new Refused("Headcount was detached from process " + pid + ", and starts anew only with its JVM");
        }
        if (running.isPresent()) {
            throw new Refused("Headcount " + running.get() + " runs in process " + pid
                    + " already: nothing was changed; options count when it starts");
        }
        load(options);
        if (headcount().isEmpty()) {
            throw new Refused("Headcount did not start in process " + pid + ": its standard error says why");
        }
    }

    /** Asks the Headcount that runs in it. */
    String ask(String request) throws Refused, IOException {
        if (headcount().isEmpty()) {
            throw new Refused(
                    "process " + pid + " runs without Headcount: java -jar headcount-agent.jar attach " + pid);
        }
        String id = UUID.randomUUID().toString();
        load(HeadcountAgent.REQUEST + request + ":" + id);
        String answer = properties().getProperty(AgentProperties.ANSWER + id);
        if (answer == null) {
            throw new Refused("process " + pid + " gave no answer: its standard error may say why");
        }
        return answer;
    }

    private void load(String argument) throws Refused, IOException {
        try {
            jvm.loadAgent(jar().toString(), argument);
        } catch (AgentLoadException | AgentInitializationException e) {
            throw new Refused("process " + pid + " lets no agent be loaded: it was started with"
                    + " -XX:-EnableDynamicAgentLoading, or cannot see " + jar() + " (" + e.getMessage() + ")");
        }
    }

    private static Path jar() {
        return Path.of(URI.create(OtherJvm.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    @Override
    public void close() throws IOException {
        jvm.detach();
    }
}
