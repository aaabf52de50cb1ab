package dev.headcount.agent.http;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Makes requests by hand. */
final class Asked {

    private Asked() {}

    /** @param headers names and values in turn */
    static Request get(String path, String... headers) {
        return request("GET", path, "", headers);
    }

    /** @param headers names and values in turn */
    static Request post(String path, String body, String... headers) {
        return request("POST", path, body, headers);
    }

    private static Request request(String method, String path, String body, String... headers) {
        Headers all = new Headers();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        return new Request(
                method, path, Map.of(), all, new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII)));
    }
}
