package dev.headcount.agent.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Programs beside the agent's: the JDK's own, and those of the machine. */
public final class Program {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Program() {}

    /** Runs a program of this JDK to its end, which has to be a good one; answers what it printed. */
    public static List<String> ofJdk(String program, String... arguments) {
        String path = Path.of(System.getProperty("java.home"), "bin", program).toString();
        return run(Stream.concat(Stream.of(path), Stream.of(arguments)).toList());
    }

    /** The same with any program. */
    public static List<String> run(List<String> command) {
        Ended ended = end(command);
        if (ended.status() != 0) {
            throw new AssertionError(command + " " + ended);
        }
        return ended.out();
    }

    /** Runs any program to its end. */
    public static Ended end(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        try {
            RunningApplication running = new RunningApplication(builder.start());
            try (running) {
                return running.endedWithin(PATIENCE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
