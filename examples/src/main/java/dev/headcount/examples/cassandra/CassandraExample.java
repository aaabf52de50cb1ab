package dev.headcount.examples.cassandra;

import dev.headcount.examples.ExampleException;
import dev.headcount.examples.Http;
import dev.headcount.examples.Screen;
import dev.headcount.examples.cassandra.app.Driver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs the example. Exits with 0 if Headcount found what the application knows it forgot; with 1 if it did not or something
 * went wrong; with 2 if something that the example needs is missing.
 */
public final class CassandraExample {

    private static final String AGENT = "headcount.agent.jar";
    private static final String CONTACT = "cassandra.contact";
    private static final String SERVER = "cassandra.server";
    private static final String ROUNDS = "cassandra.rounds";

    private final Screen screen = new Screen();

    private CassandraExample() {}

    /**
     * System properties: {@code headcount.agent.jar}; {@code cassandra.contact}, a server's {@code HOST:PORT}, or
     * {@code cassandra.server}, a file with the class path of one to be started; {@code cassandra.library}, the driver's file;
     * {@code cassandra.rounds}, to measure the throughput so many times instead.
     */
    public static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ROOT); // numbers look the same everywhere
        int status;
        try {
            status = new CassandraExample().run() ? 0 : ExampleException.FAILED;
        } catch (ExampleException e) {
            System.err.println("cassandra: " + e.getMessage());
            status = e.status();
        }
        System.exit(status);
    }

    private boolean run() throws InterruptedException {
        String agent = "-javaagent:" + agent() + "=http=127.0.0.1:0,report=off";
        Optional<ContactPoint> contact = contact();
        if (!Driver.isInstalled()) {
            throw missing(Driver.HOW_TO_GET_IT);
        }
        try (Server server = contact.isPresent() ? new Server.Given(contact.get()) : start();
                Http http = new Http()) {
            screen.line("The server listens at " + server.contact() + ".");
            if (Integer.getInteger(ROUNDS) != null) {
                new Throughput(screen, agent, server.contact()).measure(Integer.getInteger(ROUNDS));
                return true;
            }
            boolean agree = true;
            for (Variant variant : Variant.values()) {
                screen.line("");
                agree &= new VariantRun(screen, http, variant).run(List.of(agent), server.contact());
            }
            return agree;
        }
    }

    private static Path agent() {
        String jar = System.getProperty(AGENT);
        if (jar == null || !Files.isRegularFile(Path.of(jar))) {
            throw missing("no agent at -D" + AGENT + "=" + jar + ": mvn package builds it");
        }
        return Path.of(jar).toAbsolutePath();
    }

    /** The server that the user names; empty where one is to be started. */
    private static Optional<ContactPoint> contact() {
        String contact = System.getProperty(CONTACT, ""); // Maven hands on a property that nobody set as an empty text
        if (contact.isEmpty() && System.getProperty(SERVER, "").isEmpty()) {
            throw missing("no server: -D" + CONTACT + "=HOST:PORT names one, -Dcassandra.embedded starts one");
        }
        return contact.isEmpty() ? Optional.empty() : Optional.of(ContactPoint.parse(contact));
    }

    private Server start() throws InterruptedException {
        screen.line("Apache Cassandra is being started, on JDK 17 and in a temporary folder.");
        try {
            return EmbeddedServer.start(
                    Files.readString(Path.of(System.getProperty(SERVER))).strip());
        } catch (IOException e) {
            throw new ExampleException("the class path of the server cannot be read: " + e);
        }
    }

    private static ExampleException missing(String message) {
        return new ExampleException(ExampleException.SOMETHING_MISSING, message);
    }
}
