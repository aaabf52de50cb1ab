package dev.headcount.agent.fork;

import dev.headcount.ledger.Ledger;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How to run a main class in a JVM of its own: by default under the agent, on any free port, without a report at exit. */
public final class ForkedApplication {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path AGENT = Path.of(System.getProperty("headcount.agent.jar"));
    private static final String CLASSES = System.getProperty("headcount.test.classes");

    private static final Path CORE = Path.of(URI.create(
            Ledger.class.getProtectionDomain().getCodeSource().getLocation().toString()));

    private final Class<?> main;
    private final List<String> arguments;
    private final List<String> jvm = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> launcher = new ArrayList<>();
    private String agent = "http=0,report=off";
    private String classPath = CLASSES;
    private String access = "--enable-native-access=ALL-UNNAMED";

    private ForkedApplication(Class<?> main, List<String> arguments) {
        this.main = main;
        this.arguments = arguments;
    }

    public static ForkedApplication of(Class<?> main, String... arguments) {
        return new ForkedApplication(main, List.of(arguments));
    }

    /** The packaged agent. */
    public static Path agentJar() {
        return AGENT;
    }

    /** More options of the agent. */
    public ForkedApplication with(String options) {
        agent = agent.isEmpty() ? options : agent + "," + options;
        return this;
    }

    /** These options of the agent and no others. */
    public ForkedApplication withOnly(String options) {
        agent = options;
        return this;
    }

    public ForkedApplication withoutAgent() {
        agent = null;
        return this;
    }

    /** With {@code headcount-core} as a library of the application's, and without the agent. */
    public ForkedApplication withCore() {
        classPath = CLASSES + File.pathSeparator + CORE;
        return withoutAgent();
    }

    /** The JDK then warns of every module that uses native code. */
    public ForkedApplication withoutNativeAccess() {
        access = null;
        return this;
    }

    public ForkedApplication jvm(String... options) {
        jvm.addAll(List.of(options));
        return this;
    }

    /** Starts it by way of a program that becomes the JVM, and its arguments. */
    public ForkedApplication by(String... program) {
        launcher.addAll(List.of(program));
        return this;
    }

    public ForkedApplication environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts it; what it says is collected, and what it is told goes to its standard input. */
    public RunningApplication start() {
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // of which the JVM tells on stderr
        builder.environment().remove("HEADCOUNT_OPTIONS");
        builder.environment().putAll(environment);
        try {
            return new RunningApplication(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end, without anything on its standard input. */
    public Ended run() {
        try (RunningApplication application = start()) {
            return application.end();
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(launcher);
        command.add(JAVA.toString());
        if (agent != null) {
            command.add("-javaagent:" + AGENT + (agent.isEmpty() ? "" : "=" + agent));
        }
        if (access != null) {
            command.add(access);
        }
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add(
                "-XX:ErrorFile=" + Path.of(CLASSES, "..", "hs_err_pid%p.log").normalize());
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        return command;
    }
}
