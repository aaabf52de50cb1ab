package dev.headcount.examples.cassandra;

import dev.headcount.examples.cassandra.app.Driver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The driver and a server for the tests that need both. Without them those tests are skipped, also where a missing library
 * counts as a failure elsewhere: no Debian package has the driver, so nobody could install it there.
 */
final class TestServer {

    private static final String NO_SERVER =
            "no server: -Dcassandra.contact=HOST:PORT names one, -Dcassandra.embedded starts one";

    private static Server server;

    private TestServer() {}

    /** Where it listens; the one that is started here ends with the tests' JVM. */
    static synchronized ContactPoint require() {
        String contact = System.getProperty("cassandra.contact", "");
        String classPath = System.getProperty("cassandra.server", "");
        Assumptions.assumeTrue(Driver.isInstalled(), Driver.HOW_TO_GET_IT);
        Assumptions.assumeFalse(contact.isEmpty() && classPath.isEmpty(), NO_SERVER);
        if (server == null) {
            server = contact.isEmpty() ? start(Path.of(classPath)) : new Server.Given(ContactPoint.parse(contact));
        }
        return server.contact();
    }

    private static Server start(Path classPath) {
        try {
            return EmbeddedServer.start(Files.readString(classPath).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
