package dev.headcount.examples.demo;

import dev.headcount.examples.ExampleException;
import dev.headcount.examples.demo.app.Shop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application in a JVM of its own, under the agent. Each of the two announces its address in a line of output. */
final class ApplicationProcess implements AutoCloseable {

    /** For the agent: wherever there is room. */
    static final String ANY_PORT = "127.0.0.1:0";

    private static final String SHOP = Shop.class.getName();
    private static final int START_SECONDS = 20;
    private static final int STOP_SECONDS = 30;
    private static final int CLOSE_SECONDS = 5;
    private static final Pattern ADDRESS = Pattern.compile("http://[^\\s/]+:\\d+");

    private final Process process;
    private final Consumer<String> lines;
    private final CompletableFuture<URI> shop = new CompletableFuture<>();
    private final CompletableFuture<URI> headcount = new CompletableFuture<>();
    private final Thread output;
    private final Thread errors;

    private ApplicationProcess(Process process, Consumer<String> lines) {
        this.process = process;
        this.lines = lines;
        output = Thread.ofVirtual().start(() -> follow(process.inputReader(), shop));
        errors = Thread.ofVirtual().start(() -> follow(process.errorReader(), headcount));
    }

    /** Starts the application under the packaged agent, which answers where there is room. */
    static ApplicationProcess start(Path agent, Consumer<String> lines) {
        return start(agent, ANY_PORT, lines);
    }

    /**
     * Starts the application under the packaged agent.
     *
     * @param http where the agent answers, as its option says it
     * @param lines gets each line that the application prints
     * @param further arguments of the application
     */
    static ApplicationProcess start(Path agent, String http, Consumer<String> lines, String... further) {
        CodeSource code = Shop.class.getProtectionDomain().getCodeSource();
        try {
            String classes = Path.of(code.getLocation().toURI()).toString();
            List<String> arguments = new ArrayList<>(
                    List.of("-javaagent:" + agent + "=http=" + http + ",report=off", "-cp", classes, SHOP));
            arguments.addAll(List.of(further));
            return start(lines, arguments.toArray(String[]::new));
        } catch (URISyntaxException e) {
            throw new ExampleException("the application cannot be started: " + e);
        }
    }

    /** Starts the application without the agent: it has Headcount as a library. */
    static ApplicationProcess startNative(Consumer<String> lines, String... further) {
        String walks = "--add-opens=java.base/java.lang=ALL-UNNAMED"; // call paths are found faster with it
        List<String> arguments =
                new ArrayList<>(List.of(walks, "-cp", System.getProperty("java.class.path"), SHOP, Shop.NATIVE));
        arguments.addAll(List.of(further));
        return start(lines, arguments.toArray(String[]::new));
    }

    private static ApplicationProcess start(Consumer<String> lines, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(arguments));
        try {
            return new ApplicationProcess(new ProcessBuilder(command).start(), lines);
        } catch (IOException e) {
            throw new ExampleException("the application cannot be started: " + e);
        }
    }

    /** Where the shop takes requests. */
    URI shop() throws InterruptedException {
        return await(shop, "the shop");
    }

    /** Where the agent in the shop's JVM answers. */
    URI headcount() throws InterruptedException {
        return await(headcount, "the agent");
    }

    /** Lets the application end, and sees to it that it ended well and has said all it had to say. */
    void stop() throws InterruptedException {
        if (!endsWithin(STOP_SECONDS)) {
            throw new ExampleException("the application did not stop within " + STOP_SECONDS + " s");
        }
        output.join();
        errors.join();
        if (process.exitValue() != 0) {
            throw new ExampleException("the application ended with status " + process.exitValue());
        }
    }

    /** Ends the application if it is still running, by force if need be. */
    @Override
    public void close() {
        try {
            if (!endsWithin(CLOSE_SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The application ends by itself at the end of its input. */
    private boolean endsWithin(int seconds) throws InterruptedException {
        try {
            process.outputWriter().close();
        } catch (IOException e) {
            // It has ended already, and its input with it.
        }
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    private URI await(CompletableFuture<URI> address, String who) throws InterruptedException {
        try {
            return address.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ExampleException(who + " announced no address within " + START_SECONDS + " s");
        } catch (ExecutionException e) {
            // Its output has ended: so has the application, or it is about to.
            boolean noSqlite = endsWithin(CLOSE_SECONDS) && process.exitValue() == Shop.NO_SQLITE;
            int status = noSqlite ? ExampleException.SOMETHING_MISSING : ExampleException.FAILED;
            throw new ExampleException(status, "the application ended before " + who + " had announced its address");
        }
    }

    private void follow(BufferedReader reader, CompletableFuture<URI> address) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
                Matcher matcher = ADDRESS.matcher(line);
                if (matcher.find()) {
                    address.complete(URI.create(matcher.group()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            address.completeExceptionally(new IllegalStateException("end of output"));
        }
    }
}
