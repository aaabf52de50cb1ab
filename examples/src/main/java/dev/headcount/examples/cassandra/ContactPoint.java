package dev.headcount.examples.cassandra;

import dev.headcount.examples.ExampleException;

/** Where a Cassandra server listens for clients. */
record ContactPoint(String host, int port) {

    private static final int DEFAULT_PORT = 9042;
    private static final int LAST_PORT = 65_535;

    /** Reads {@code HOST} or {@code HOST:PORT}; an IPv6 address with a port stands in brackets. */
    static ContactPoint parse(String text) {
        boolean bracketed = text.startsWith("[");
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']') && (bracketed || text.indexOf(':') == colon);
        String host = hasPort ? text.substring(0, colon) : text;
        String bare = bracketed && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.isBlank()) {
            throw malformed(text);
        }
        return new ContactPoint(bare, hasPort ? port(text, text.substring(colon + 1)) : DEFAULT_PORT);
    }

    private static int port(String text, String port) {
        try {
            int number = Integer.parseInt(port);
            if (number > 0 && number <= LAST_PORT) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same message.
        }
        throw malformed(text);
    }

    private static ExampleException malformed(String text) {
        return new ExampleException(
                ExampleException.SOMETHING_MISSING, "a contact point is HOST:PORT, not '" + text + "'");
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
