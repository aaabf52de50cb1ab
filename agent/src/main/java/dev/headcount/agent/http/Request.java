package dev.headcount.agent.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked for.
 *
 * @param parameters those of the query, decoded; of one that stands there twice the last
 * @param headers the names in any case
 */
record Request(String method, String path, Map<String, String> parameters, Headers headers, InputStream body) {

    private static final int LONGEST_FORM = 4096;

    static Request of(HttpExchange exchange) {
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                parameters(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders(),
                exchange.getRequestBody());
    }

    /** A GET, or what is to be answered like one. */
    boolean isReading() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The first header of that name, or null. */
    String header(String name) {
        return headers.getFirst(name);
    }

    /** The value of a parameter, or null. */
    String parameter(String name) {
        return parameters.get(name);
    }

    /** @throws IllegalArgumentException if there is a parameter that is none of these, of which each may be missing */
    void requireOnly(String... names) {
        if (!List.of(names).containsAll(parameters.keySet())) {
            String takes = names.length == 0 ? "no parameters" : "no parameters but " + String.join(" and ", names);
            throw new IllegalArgumentException(path + " takes " + takes);
        }
    }

    /** Whether whoever asks shows pages to people. */
    boolean isFromBrowser() {
        String accept = header("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** What a form of a page says. */
    Map<String, String> form() throws IOException {
        return parameters(new String(body.readNBytes(LONGEST_FORM), StandardCharsets.US_ASCII));
    }

    /** @throws IllegalArgumentException if a percent sign is followed by something else than a number */
    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                int equals = parameter.indexOf('=');
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                parameters.put(decoded(name), equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
