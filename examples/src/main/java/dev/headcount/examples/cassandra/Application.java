package dev.headcount.examples.cassandra;

import dev.headcount.examples.ExampleException;
import dev.headcount.examples.cassandra.app.Driver;
import dev.headcount.examples.cassandra.app.DriverApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application in a JVM of its own, which does as it is told and answers each command with a line. */
final class Application implements AutoCloseable {

    private static final int COMMAND_SECONDS = 300;
    private static final int START_SECONDS = 20;
    private static final int END_SECONDS = 30;
    private static final Pattern ADDRESS = Pattern.compile("http://[^\\s/]+:\\d+");

    private final Process process;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<URI> headcount = new CompletableFuture<>();
    private final Consumer<String> others;

    private Application(Process process, Consumer<String> others) {
        this.process = process;
        this.others = others;
        Thread.ofVirtual().start(() -> follow(process.inputReader(), this::answered));
        Thread.ofVirtual().start(() -> follow(process.errorReader(), this::said));
    }

    /**
     * Starts it.
     *
     * @param options of the JVM; the agent, for instance
     * @param others gets what it prints besides its answers
     */
    static Application start(List<String> options, Variant variant, ContactPoint contact, Consumer<String> others) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        String library = System.getProperty(Driver.FILE);
        if (library != null) {
            command.add("-D" + Driver.FILE + "=" + library);
        }
        command.addAll(options);
        command.addAll(List.of("-cp", classes(), DriverApplication.class.getName(), variant.argument()));
        command.addAll(List.of(contact.host(), Integer.toString(contact.port())));
        try {
            return new Application(new ProcessBuilder(command).start(), others);
        } catch (IOException e) {
            throw new ExampleException("the application cannot be started: " + e);
        }
    }

    /** Returns when the application has done it. */
    Answer tell(String command) throws InterruptedException {
        write(command);
        Answer answer = answers.poll(COMMAND_SECONDS, TimeUnit.SECONDS);
        if (answer == null || !answer.isDone()) {
            String why = answer == null ? "no answer within " + COMMAND_SECONDS + " s" : answer.line();
            throw new ExampleException("the application was told to " + command + ": " + why);
        }
        return answer;
    }

    /** What its process has taken of the processors up to now. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Where the agent answers. */
    URI headcount() throws InterruptedException {
        try {
            return headcount.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ExampleException("the agent announced no address within " + START_SECONDS + " s");
        }
    }

    /** Has the application return from its main method; answers the exit status, and how many milliseconds that took. */
    End end() throws InterruptedException {
        long start = System.nanoTime();
        write("end");
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new ExampleException("the application did not end within " + END_SECONDS + " s");
        }
        return new End(process.exitValue(), (System.nanoTime() - start) / 1_000_000);
    }

    /** How the application ended. */
    record End(int status, long milliseconds) {}

    /** Kills it, if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void write(String command) {
        try {
            process.outputWriter().write(command + "\n");
            process.outputWriter().flush();
        } catch (IOException e) {
            throw new ExampleException("the application has ended before it was told to " + command);
        }
    }

    private void answered(String line) {
        Answer.parse(line).ifPresentOrElse(answers::add, () -> others.accept(line));
    }

    private void said(String line) {
        Matcher matcher = ADDRESS.matcher(line);
        if (matcher.find()) {
            headcount.complete(URI.create(matcher.group()));
        }
        others.accept(line);
    }

    private void follow(BufferedReader reader, Consumer<String> lines) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            // It has been killed.
        } finally {
            answers.add(Answer.NONE);
        }
    }

    private static String classes() {
        try {
            return Path.of(DriverApplication.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new ExampleException("the application cannot be started: " + e);
        }
    }
}
