package dev.headcount.agent.http;

import java.net.URI;
import java.net.URISyntaxException;

/** Whether a request comes from our own page, or from no page at all; and if not, whether somebody followed a link. */
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

    /** A new page in the browser; one inside of another site's page is loaded as often as that likes. */
    static boolean isLink(Request request) {
        return request.isReading()
                && "navigate".equals(request.header("Sec-Fetch-Mode"))
                && "document".equals(request.header("Sec-Fetch-Dest"));
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
