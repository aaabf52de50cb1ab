package dev.headcount.examples.demo.app;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The parameters of a request. */
record Query(Map<String, String> parameters) {

    /** Reads {@code customer=Ada&product=tea}; null is no parameters. */
    static Query parse(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            int equals = pair.indexOf('=');
            String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            parameters.put(pair.substring(0, Math.max(equals, 0)), value);
        }
        return new Query(parameters);
    }

    String text(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the request has no parameter " + name);
        }
        return value;
    }

    long number(String name) {
        return Long.parseLong(text(name));
    }
}
