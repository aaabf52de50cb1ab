package dev.headcount.agent.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The command line of the packaged agent: {@code java -jar headcount-agent.jar …}. */
public final class AgentCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private AgentCommand() {}

    /** Runs it to its end. */
    public static Ended run(String... words) {
        List<String> arguments = new ArrayList<>();
        arguments.add("-jar");
        arguments.add(ForkedApplication.agentJar().toString());
        arguments.addAll(List.of(words));
        return java(Path.of(System.getProperty("java.home")), arguments);
    }

    /** Runs the {@code java} of a JDK to its end. */
    public static Ended java(Path home, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // of which the JVM tells on stderr
        try {
            RunningApplication running = new RunningApplication(builder.start());
            try (running) {
                return running.endedWithin(PATIENCE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Attaches to an application, which has to work. */
    public static void attach(RunningApplication application, String options) {
        Ended ended = run("attach", Long.toString(application.pid()), options);
        if (ended.status() != 0) {
            throw new AssertionError(ended.toString());
        }
    }
}
