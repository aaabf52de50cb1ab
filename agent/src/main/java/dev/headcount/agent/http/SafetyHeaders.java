package dev.headcount.agent.http;

import com.sun.net.httpserver.Headers;

/**
 * What every answer tells a browser: to run nothing, to guess nothing, to tell nobody else where it was, to keep nothing.
 *
 * <p>It may tell ourselves: with {@code no-referrer}, browsers send the forms of our own pages with {@code Origin: null}.
 */
final class SafetyHeaders {

    static final String POLICY = "Content-Security-Policy";

    private SafetyHeaders() {}

    static void set(Headers headers) {
        headers.set(POLICY, "default-src 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }
}
