package dev.headcount.agent.options;

import java.util.Optional;

/** {@code [HOST:]PORT} or {@code off}. A host that is an IPv6 address stands in brackets, as in a URL. */
final class HttpSyntax implements Syntax<HttpBinding> {

    private static final String LOOPBACK = "127.0.0.1";
    private static final WholeNumber PORT = new WholeNumber(0, 65535);

    @Override
    public String form() {
        return "[HOST:]PORT|off";
    }

    @Override
    public String takes() {
        return "off, or [HOST:]PORT with a PORT from " + PORT.smallest() + " to " + PORT.largest();
    }

    @Override
    public Optional<HttpBinding> read(String text) {
        if (text.equals("off")) {
            return Optional.of(new HttpBinding.Off());
        }
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? LOOPBACK : withoutBrackets(text.substring(0, colon));
        Optional<Integer> port = PORT.read(text.substring(colon + 1));
        return port.isPresent() && !host.isBlank()
                ? Optional.of(new HttpBinding.Address(host, port.get()))
                : Optional.empty();
    }

    /** The host; empty where it is none. {@code ::1:80} could mean two things, so it means nothing. */
    private static String withoutBrackets(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        return host.indexOf(':') < 0 ? host : "";
    }
}
