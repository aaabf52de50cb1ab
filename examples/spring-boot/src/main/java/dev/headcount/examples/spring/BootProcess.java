package dev.headcount.examples.spring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application in a JVM of its own, as its users start it: {@code java -jar}, on any free port. */
final class BootProcess implements AutoCloseable {

    private static final long START_SECONDS = 180;
    private static final long STOP_SECONDS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread output;
    private final HttpClient client = HttpClient.newHttpClient();

    private BootProcess(Process process) {
        this.process = process;
        output = Thread.ofVirtual().start(this::follow);
    }

    /** @param options of the JVM, the agent among them */
    static BootProcess start(Path jar, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString(), "--server.port=0"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // of which the JVM tells on stderr
        return new BootProcess(builder.start());
    }

    private void follow() {
        process.inputReader().lines().forEach(line -> {
            synchronized (lines) {
                lines.add(line);
            }
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                port.complete(Integer.valueOf(started.group(1)));
            }
        });
        port.completeExceptionally(new IOException("it has ended"));
    }

    /** What it wrote so far, on either output. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    String get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    String send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, BodyPublishers.noBody())
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(method + " " + path + " was answered with " + response.statusCode() + ": "
                    + response.body() + "\n" + String.join("\n", lines()));
        }
        return response.body();
    }

    private int port() throws IOException, InterruptedException {
        try {
            return port.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the application does not start:\n" + String.join("\n", lines()), e);
        }
    }

    /** Asks it to end, as an operator would, and answers its exit status. */
    int stop() throws InterruptedException {
        process.toHandle().destroy(); // which leaves its output open
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the application does not end:\n" + String.join("\n", lines()));
        }
        output.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        client.shutdownNow();
        process.destroyForcibly();
        process.onExit().join();
    }
}
