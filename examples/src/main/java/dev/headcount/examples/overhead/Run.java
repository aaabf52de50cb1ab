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
 * @param under the command that starts the JVM, if another one does
 * @param environment what is set for it, as {@code NAME=value}
 * @param options of the JVM
 * @param main the application and its arguments
 */
record Run(String name, List<String> under, List<String> environment, List<String> options, List<String> main) {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    Run(String name, List<String> options, List<String> main) {
        this(name, List.of(), List.of(), options, main);
    }

    /** What a run took: milliseconds of the whole process, and the figure that the application printed last. */
    record Result(double milliseconds, String printed) {}

    Result once() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(under);
        command.addAll(List.of(JAVA, "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(main);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        for (String variable : environment) {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        long began = System.nanoTime();
        Process process = builder.start();
        String printed = lastFigure(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        int status = process.waitFor();
        double milliseconds = (System.nanoTime() - began) / 1e6;
        if (status != 0) {
            throw new IOException(name + ": exit status " + status);
        }
        return new Result(milliseconds, printed);
    }

    /** The last line that begins with a digit: profilers print lines of their own around it. */
    private static String lastFigure(String output) {
        return output.lines()
                .filter(line -> !line.isEmpty() && Character.isDigit(line.charAt(0)))
                .reduce("", (_, last) -> last);
    }
}
