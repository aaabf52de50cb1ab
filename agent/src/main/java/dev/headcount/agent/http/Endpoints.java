package dev.headcount.agent.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import sun.net.httpserver.DefaultHttpServerProvider;

/**
 * The HTTP server in the application's JVM.
 *
 * <p>Starting it binds a socket and no more: what writes the pages is loaded by the first request that needs it. All its
 * threads are daemons. What goes wrong in a request is told to whoever sent it, and to nobody else.
 */
public final class Endpoints implements AutoCloseable {

    private static final int ANY_FREE_PORT = 0;
    private static final String ANY = "0.0.0.0"; // the JDK would write [0:0:0:0:0:0:0:0]
    private static final int DEFAULT_BACKLOG = 0;

    private final HttpServer server;
    private final RequestThreads threads;
    private final boolean onlyMetrics;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Endpoints(HttpServer server, RequestThreads threads, boolean onlyMetrics) {
        this.server = server;
        this.threads = threads;
        this.onlyMetrics = onlyMetrics;
    }

    /**
     * Starts to answer requests.
     *
     * @param host a name or an address of this machine; an IPv6 address may be in brackets
     * @param port 0 for any free port; one that cannot be had is replaced by a free one, with a word to {@code warn}
     * @param token what to ask for before anything but the metrics is served
     * @param observed asked for each page
     * @throws IOException if there is no listening on the host; the message says why
     */
    public static Endpoints start(String host, int port, TokenChoice token, Observed observed, Consumer<String> warn)
            throws IOException {
        HttpServer server = listen(host, port, warn);
        InetSocketAddress bound = server.getAddress();
        Access access = new Access(bound.getAddress(), host, bound.getPort(), token);
        if (access.isOnlyMetrics() && !token.isWanted()) {
            warn.accept("serves only /metrics, because other machines can reach " + host
                    + ": with token=FILE it serves the page and the reports too, to whoever has the token");
        }
        DaemonThreads daemons = new DaemonThreads();
        RequestThreads threads = new RequestThreads(daemons);
        RequestHandler.register(server, access, new Pages(observed), threads);
        server.setExecutor(threads);
        startIn(daemons.newThread(new Start(server)));
        return new Endpoints(server, threads, access.isOnlyMetrics());
    }

    /** No lambda, which would cost the start some milliseconds. */
    private record Start(HttpServer server) implements Runnable {

        @Override
        public void run() {
            server.start();
        }
    }

    /** The server's own thread is a daemon only where the thread that starts it is one. */
    private static void startIn(Thread daemon) {
        daemon.start();
        try {
            daemon.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it starts all the same
        }
    }

    private static HttpServer listen(String host, int port, Consumer<String> warn) throws IOException {
        try {
            return bind(InetAddress.getByName(host), port, warn);
        } catch (UnknownHostException e) {
            throw new IOException("cannot listen on " + host + ": there is no such host", e);
        } catch (SocketException e) {
            throw new IOException("cannot listen on " + host + ": " + e.getMessage(), e);
        } catch (NoClassDefFoundError e) {
            throw new IOException("cannot listen: this JVM needs the option --add-modules jdk.httpserver", e);
        }
    }

    /** HttpServer.create would search the application's class path for another server, and keep it for the whole JVM. */
    private static HttpServer bind(InetAddress host, int port, Consumer<String> warn) throws IOException {
        try {
            return new DefaultHttpServerProvider().createHttpServer(new InetSocketAddress(host, port), DEFAULT_BACKLOG);
        } catch (BindException e) {
            if (port == ANY_FREE_PORT) {
                throw e; // then it is the host that is wrong
            }
            HttpServer server = bind(host, ANY_FREE_PORT, warn);
            warn.accept("cannot listen on port " + port + " (" + e.getMessage() + "), using port "
                    + server.getAddress().getPort() + " instead");
            return server;
        }
    }

    /** Where to send requests to. */
    public URI address() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress().isAnyLocalAddress()
                ? ANY
                : bound.getAddress().getHostAddress();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + literal + ":" + bound.getPort() + "/");
    }

    /** For the line that says that the agent has started: {@code page at http://127.0.0.1:9404/}. */
    public String announcement() {
        return onlyMetrics ? "only metrics, at " + address() + "metrics" : "page at " + address();
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
