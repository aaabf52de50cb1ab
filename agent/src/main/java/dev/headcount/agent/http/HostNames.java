package dev.headcount.agent.http;

import java.net.InetAddress;
import java.util.Locale;

/**
 * The names that a browser may know this machine by. A name of somebody else's can be made to point to 127.0.0.1, and then
 * their page is, to the browser, of the same site as ours (DNS rebinding); but it cannot hide which name it came by.
 */
final class HostNames {

    private HostNames() {}

    /**
     * @param header the request's Host header: a name or an address, with a port or without; null where there is none, which
     *     no browser leaves out
     * @param own the host that the user named
     */
    static boolean isOfThisMachine(String header, String own) {
        if (header == null) {
            return true;
        }
        String name = withoutPort(header).toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equalsIgnoreCase(own)
                || isAddressHere(name);
    }

    /** A loopback address, or the one that means all of this machine's. */
    private static boolean isAddressHere(String name) {
        boolean isInBrackets = name.startsWith("[") && name.endsWith("]");
        try {
            InetAddress address = InetAddress.ofLiteral(isInBrackets ? name.substring(1, name.length() - 1) : name);
            return address.isLoopbackAddress() || address.isAnyLocalAddress();
        } catch (IllegalArgumentException e) {
            return false; // no address: a name, which is not looked up
        }
    }

    private static String withoutPort(String header) {
        int colon = header.lastIndexOf(':');
        return colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
    }
}
