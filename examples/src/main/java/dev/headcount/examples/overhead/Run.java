package dev.headcount.examples.overhead;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to run an application, in a JVM of its own.
 *
 * @param name what the table calls it
 * @param agentOptions null to run without the agent
 * @param main the application and its arguments
 */
record Run(String name, String agentOptions, List<String> main) {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** What a run took: milliseconds of the whole process, and the figure that the application printed last. */
    record Result(double milliseconds, String printed) {}

    Result once(String agent) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA, "--enable-native-access=ALL-UNNAMED"));
        if (agentOptions != null) {
            command.add("-javaagent:" + agent + "=" + agentOptions);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(main);
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = process.waitFor();
        double milliseconds = (System.nanoTime() - began) / 1e6;
        if (status != 0) {
            throw new IOException(name + ": exit status " + status);
        }
        return new Result(milliseconds, printed);
    }
}
