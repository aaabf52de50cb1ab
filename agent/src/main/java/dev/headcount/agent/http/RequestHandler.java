package dev.headcount.agent.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers every request, whatever happens. */
final class RequestHandler implements HttpHandler {

    private static final int NO_BODY = -1;

    private final Pages pages;

    private RequestHandler(Pages pages) {
        this.pages = pages;
    }

    /** Has the server answer every request. Not in {@link Endpoints}, which has to load where there is no server. */
    static void register(HttpServer server, Pages pages) {
        server.createContext("/", new RequestHandler(pages));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.contentType());
            if (answer.status() == Answer.METHOD_NOT_ALLOWED) {
                headers.set("Allow", "GET, HEAD");
            }
            if (exchange.getRequestMethod().equals("HEAD")) {
                headers.set("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(answer.status(), NO_BODY);
            } else {
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.text(Answer.METHOD_NOT_ALLOWED, "only GET and HEAD, not " + method + "\n");
        }
        try {
            String path = exchange.getRequestURI().getPath();
            return pages.page(path, exchange.getRequestHeaders().getFirst("Accept"));
        } catch (Throwable e) { // an Error too: it would end up on the application's stderr
            return Answer.text(Answer.FAILED, "This page failed: " + e + "\n");
        }
    }
}
