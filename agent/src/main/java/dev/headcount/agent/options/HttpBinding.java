package dev.headcount.agent.options;

/** Whether and where to serve over HTTP. */
public sealed interface HttpBinding {

    /**
     * Serve here.
     *
     * @param host a name or an address, IPv6 without brackets; not looked up yet
     * @param port 0 for any free port
     */
    record Address(String host, int port) implements HttpBinding {}

    /** Do not serve. */
    record Off() implements HttpBinding {}
}
