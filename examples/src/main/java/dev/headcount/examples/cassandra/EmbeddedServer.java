package dev.headcount.examples.cassandra;

import dev.headcount.examples.ExampleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Apache Cassandra in a JVM of its own, on free ports of the loopback address. It ends, and its files with it, with the example. */
final class EmbeddedServer implements Server {

    private static final int JAVA = 17;
    private static final String MAIN = "org.apache.cassandra.service.CassandraDaemon";
    private static final String READY = "Startup complete";
    private static final int START_SECONDS = 180;
    private static final int STOP_SECONDS = 10;
    private static final int LAST_LINES = 20;

    private final ServerFiles files;
    private final ContactPoint contact;
    private final Process process;
    private final Thread output;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private EmbeddedServer(ServerFiles files, ContactPoint contact, Process process) {
        this.files = files;
        this.contact = contact;
        this.process = process;
        output = Thread.ofVirtual().start(() -> follow(process.inputReader()));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /**
     * Returns when it listens for clients.
     *
     * @param classPath that of {@code cassandra-all}
     */
    static EmbeddedServer start(String classPath) throws InterruptedException {
        Path java = JavaHome.ofRelease(JAVA)
                .orElseThrow(() -> new ExampleException(
                        ExampleException.SOMETHING_MISSING,
                        "Cassandra 5.0 runs on JDK 17, and none was found; -Dcassandra.java.home=… says where one is"))
                .java();
        try {
            List<Integer> ports = twoFreePorts();
            ContactPoint contact = new ContactPoint("127.0.0.1", ports.getFirst());
            ServerFiles files = ServerFiles.create(contact.port(), ports.getLast());
            List<String> command = new ArrayList<>(List.of(java.toString()));
            command.addAll(ServerOptions.of(files));
            command.addAll(List.of("-cp", classPath, MAIN));
            Process process = new ProcessBuilder(command)
                    .directory(files.directory().toFile())
                    .redirectErrorStream(true)
                    .start();
            return new EmbeddedServer(files, contact, process).whenReady();
        } catch (IOException e) {
            throw new ExampleException("the server cannot be started: " + e);
        }
    }

    @Override
    public ContactPoint contact() {
        return contact;
    }

    private EmbeddedServer whenReady() throws InterruptedException {
        try {
            ready.get(START_SECONDS, TimeUnit.SECONDS);
            return this;
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new ExampleException("the server did not start; its last words:\n" + lastWords());
        }
    }

    private void follow(BufferedReader reader) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                remember(line);
                if (line.contains(READY)) {
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            remember("(" + e.getMessage() + ")"); // as it ends
        } finally {
            ready.completeExceptionally(new IllegalStateException("end of output"));
        }
    }

    private void remember(String line) {
        synchronized (lastLines) {
            if (lastLines.size() == LAST_LINES) {
                lastLines.remove();
            }
            lastLines.add(line);
        }
    }

    private String lastWords() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    /** By force if need be: nothing that it has is worth keeping. A second time does nothing. */
    @Override
    public synchronized void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            output.join();
            files.close();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("cannot delete " + files.directory() + ": " + e.getMessage());
        }
    }

    private static List<Integer> twoFreePorts() throws IOException {
        try (ServerSocket first = freePort();
                ServerSocket second = freePort()) {
            return List.of(first.getLocalPort(), second.getLocalPort());
        }
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
