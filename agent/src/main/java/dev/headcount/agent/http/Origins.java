package dev.headcount.agent.http;

import java.net.URI;
import java.net.URISyntaxException;

/** Whether a request that changes something comes from our own page, or from no page at all. */
final class Origins {

    private Origins() {}

    /** The scheme may differ: in front of us there may be a proxy that speaks TLS. */
    static boolean isOwn(Request request) {
        String site = request.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        String origin = request.header("Origin");
        return origin == null || isSameHost(origin, request.header("Host"));
    }

    private static boolean isSameHost(String origin, String host) {
        try {
            String authority = new URI(origin).getRawAuthority(); // "null" has none
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
