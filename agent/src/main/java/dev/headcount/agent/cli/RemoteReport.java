package dev.headcount.agent.cli;

import dev.headcount.agent.AgentProperties;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The report of another JVM: from its page where there is one, and otherwise from the agent itself, which the JDK does not
 * let us ask without a warning on that JVM's standard error.
 */
final class RemoteReport {

    private static final int PATIENCE_MILLIS = 10_000;

    private RemoteReport() {}

    static String of(String pid) throws Refused, IOException {
        try (OtherJvm jvm = OtherJvm.of(pid)) {
            Properties properties = jvm.properties();
            String address = properties.getProperty(AgentProperties.ADDRESS);
            Optional<String> page = address == null || !isInOurNetwork(pid)
                    ? Optional.empty()
                    : page(address, properties.getProperty(AgentProperties.TOKEN));
            return page.isPresent() ? page.get() : jvm.ask("report");
        }
    }

    /** In a container the same address is somebody else's. */
    private static boolean isInOurNetwork(String pid) {
        try {
            Path ours = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
            return ours.equals(Files.readSymbolicLink(Path.of("/proc", pid, "ns/net")));
        } catch (IOException e) {
            return false;
        }
    }

    /** @param token null where none is wanted */
    private static Optional<String> page(String address, String token) {
        try {
            URLConnection connection =
                    URI.create(address).resolve("report").toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            if (token != null) {
                connection.setRequestProperty("Authorization", "Bearer " + token);
            }
            try (InputStream body = connection.getInputStream()) {
                return Optional.of(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return Optional.empty(); // there is another way
        }
    }
}
