package dev.headcount.agent.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.Map;

/** Answers every request, whatever happens. */
final class RequestHandler implements HttpHandler {

    private static final int NO_BODY = -1;

    private final Access access;
    private final Pages pages;
    private final RequestThreads threads;

    private RequestHandler(Access access, Pages pages, RequestThreads threads) {
        this.access = access;
        this.pages = pages;
        this.threads = threads;
    }

    /** Has the server answer every request. Not in {@link Endpoints}, which has to load where there is no server. */
    static void register(HttpServer server, Access access, Pages pages, RequestThreads threads) {
        server.createContext("/", new RequestHandler(access, pages, threads));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            threads.timeouts().writing();
            byte[] body = answer.body();
            Headers headers = exchange.getResponseHeaders();
            SafetyHeaders.set(headers);
            for (Map.Entry<String, String> header : answer.headers().entrySet()) {
                headers.set(header.getKey(), header.getValue());
            }
            if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
                headers.set("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(answer.status(), NO_BODY);
            } else {
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(HttpExchange exchange) {
        try {
            Request request = Request.of(exchange);
            Answer refusal = access.refusal(request); // which may read the token from a form
            if (refusal != null) {
                return refusal;
            }
            threads.timeouts().over();
            return pages.answer(request);
        } catch (IllegalArgumentException e) {
            return Answer.text(Answer.BAD_REQUEST, "This request cannot be answered: " + e.getMessage() + "\n");
        } catch (Throwable e) { // an Error too: it would end up on the application's stderr
            return Answer.text(Answer.FAILED, "This page failed: " + e + "\n");
        }
    }
}
