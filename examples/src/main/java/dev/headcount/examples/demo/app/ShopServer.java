package dev.headcount.examples.demo.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Answers HTTP requests on a free loopback port: a few threads, and a connection for each request being answered. */
final class ShopServer {

    /** What answers one kind of request. */
    interface Handler {
        String answer(Database database, Query query);
    }

    private static final int STOP_SECONDS = 15; // more than a connection waits for its turn to write

    private final Connections connections;
    private final ExecutorService threads;
    private final HttpServer server;

    ShopServer(Connections connections, int threads) throws IOException {
        this.connections = connections;
        this.threads = Executors.newFixedThreadPool(threads);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(this.threads);
    }

    void route(String path, Handler handler) {
        server.createContext(path, exchange -> serve(exchange, handler));
    }

    /** Returns the address to send requests to. */
    String start() {
        server.start();
        InetSocketAddress address = server.getAddress();
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** Returns when the last request is answered. */
    void stop() throws InterruptedException {
        server.stop(0);
        threads.shutdown();
        if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a request is still running after " + STOP_SECONDS + " s");
        }
    }

    private void serve(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            int status = 200;
            String answer;
            try {
                answer = answer(handler, Query.parse(exchange.getRequestURI().getRawQuery()));
            } catch (IllegalArgumentException e) {
                status = 400;
                answer = e.getMessage() + "\n";
            } catch (Exception e) {
                status = 500;
                answer = e + "\n";
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String answer(Handler handler, Query query) throws InterruptedException {
        Database database = connections.take();
        try {
            return handler.answer(database, query);
        } finally {
            connections.giveBack(database);
        }
    }
}
