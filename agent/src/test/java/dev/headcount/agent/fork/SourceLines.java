package dev.headcount.agent.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The source of an application, to look up where a line ends with the comment {@code // marker}. */
public record SourceLines(Class<?> type, List<String> lines) {

    /** The sources are in the module whose target directory has the agent. */
    public static SourceLines of(Class<?> type) {
        Path module = ForkedApplication.agentJar().getParent().getParent();
        Path source = module.resolve("src/test/java").resolve(type.getName().replace('.', '/') + ".java");
        try {
            return new SourceLines(type, Files.readAllLines(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of the line with this marker, from 1. */
    public int number(String marker) {
        int[] found = IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).endsWith("// " + marker))
                .toArray();
        if (found.length != 1) {
            throw new AssertionError(found.length + " lines of " + type + " end with // " + marker);
        }
        return found[0] + 1;
    }

    /** A frame as a report writes it: {@code com.acme.Reports.monthly(Reports.java:88)}. */
    public String frame(String method, String marker) {
        return type.getName() + "." + method + "(" + type.getSimpleName() + ".java:" + number(marker) + ")";
    }
}
