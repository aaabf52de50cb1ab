package dev.headcount.examples.cassandra.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The application: does what each line of its standard input says, and answers each with {@code done}, the microseconds that it
 * took and figures, or with {@code failed} and why. It knows nothing of Headcount.
 *
 * <p>{@code connect}; {@code create} keyspace and table; {@code write ROWS IN-FLIGHT} and {@code read} likewise;
 * {@code reports}, a session for those; {@code report N} of them, or {@code forget N}, whose handler leaks; {@code free} what
 * was forgotten; {@code account} of its own; {@code tls}, a context that is left open; {@code close} all; {@code end} as it is.
 */
public final class DriverApplication {

    /** Exit status where the driver is not installed. */
    public static final int NO_DRIVER = 2;

    /** The first argument for an allocator of the application's own; anything else for none. */
    public static final String OWN_ALLOCATOR = "own";

    private final Optional<Account> account;
    private final String host;
    private final int port;
    private Session session;
    private Rows rows;
    private Reports reports;

    private DriverApplication(Optional<Account> account, String host, int port) {
        this.account = account;
        this.host = host;
        this.port = port;
    }

    /** Arguments: allocator, host, port. */
    public static void main(String[] arguments) throws IOException {
        if (!Driver.isInstalled()) {
            System.err.println("application: " + Driver.HOW_TO_GET_IT);
            System.exit(NO_DRIVER);
        }
        boolean own = arguments[0].equals(OWN_ALLOCATOR);
        Optional<Account> account = own ? Optional.of(DriverMemory.install()) : Optional.empty();
        new DriverApplication(account, arguments[1], Integer.parseInt(arguments[2])).listen();
    }

    private void listen() throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ClusterFunctions.cass_log_set_level(ClusterFunctions.CASS_LOG_ERROR);
        for (String line = commands.readLine(); line != null && !line.equals("end"); line = commands.readLine()) {
            System.out.println(answer(line.split(" ")));
        }
    }

    private String answer(String[] command) {
        try {
            long start = System.nanoTime();
            String figures = obey(command);
            return "done " + (System.nanoTime() - start) / 1_000 + " " + figures;
        } catch (Exception e) {
            return "failed " + String.join(" ", command) + ": " + e.getMessage();
        }
    }

    /** Returns the figures that were asked for, if any. */
    private String obey(String[] command) throws Exception {
        switch (command[0]) {
            case "connect" -> session = Session.connect("driver", host, port);
            case "create" -> rows = Rows.create(session);
            case "write" -> rows.write(number(command, 1), number(command, 2));
            case "read" -> rows.read(number(command, 1), number(command, 2));
            case "reports" -> reports = new Reports(Session.connect("reports", host, port));
            case "report" -> reports.answer(number(command, 1));
            case "forget" -> reports.answerLeaking(number(command, 1));
            case "free" -> {
                return freeForgotten();
            }
            case "account" -> {
                return account.map(own -> own.liveBlocks() + " " + own.frees() + " " + own.freesOfOthers())
                        .orElse("");
            }
            case "tls" -> TlsContext.trusting(TlsContext.anyCertificate());
            case "close" -> close();
            default -> throw new IllegalArgumentException("there is no such command");
        }
        return "";
    }

    /** How many results there were, and what blocks and bytes that gave back, if the application can know. */
    private String freeForgotten() {
        int results = reports.forgotten();
        Optional<Account.Amount> before = account.map(Account::freedHere);
        reports.freeForgotten();
        return results
                + before.map(amount -> account.orElseThrow().freedHere().minus(amount))
                        .map(amount -> " " + amount.blocks() + " " + amount.bytes())
                        .orElse("");
    }

    private void close() {
        if (reports != null) {
            reports.close();
        }
        if (rows != null) {
            rows.close();
        }
        if (session != null) {
            session.close();
        }
    }

    private static int number(String[] command, int index) {
        return Integer.parseInt(command[index]);
    }
}
