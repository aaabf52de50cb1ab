package dev.headcount.examples.demo.app;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The application: starts the shop, and stops it at the end of its standard input. With the argument {@value #NATIVE} SQLite
 * allocates with Headcount's native allocator, and needs no agent to be counted; with {@value #TIDY} it forgets nothing.
 */
public final class Shop {

    /** Exit status where SQLite is not installed. */
    public static final int NO_SQLITE = 2;

    /** The argument for the native allocator. */
    public static final String NATIVE = "native";

    /** The argument for a shop without its bug. */
    public static final String TIDY = "tidy";

    private static final int THREADS = 3;

    private final Account account;
    private final int threads;
    private final Runnable atEnd;

    private Shop(Account account, int threads, Runnable atEnd) {
        this.account = account;
        this.threads = threads;
        this.atEnd = atEnd;
    }

    public static void main(String[] arguments) throws Exception {
        if (!sqliteIsInstalled()) {
            System.err.println("shop: no " + Sqlite.LIBRARY + " on this system; apt-get install libsqlite3-0");
            System.exit(NO_SQLITE);
        }
        boolean isNative = List.of(arguments).contains(NATIVE);
        Shop shop = isNative ? onNativeMemory() : new Shop(HeaderMalloc.install(), THREADS, () -> {});
        // Without its own pools of small blocks SQLite comes to the allocator for each of them.
        Sqlite.sqlite3_config(Sqlite.SQLITE_CONFIG_LOOKASIDE, 0, 0);

        Path directory = Files.createTempDirectory("shop");
        try {
            shop.serve(directory.resolve("shop.db"), List.of(arguments).contains(TIDY));
        } finally {
            shop.atEnd.run();
            delete(directory);
        }
    }

    /** One thread, so that SQLite's statistics tell what each of its calls left behind. */
    private static Shop onNativeMemory() throws IOException {
        System.setProperty(Sqlite.TRACED, "true");
        NativeMemory.install();
        LedgerServer server = LedgerServer.start(NativeMemory.ledger());
        return new Shop(new SqliteStatus(), 1, server::stop);
    }

    private void serve(Path file, boolean tidy) throws IOException, InterruptedException {
        Forgotten forgotten = new Forgotten();
        Connections connections = new Connections(file, threads);
        ShopServer server = new ShopServer(connections, threads);
        server.route("/order", Orders::place);
        server.route("/orders", Orders::list);
        server.route("/report", new Reports(account, forgotten, tidy)::sales);
        server.route("/truth", (_, _) -> forgotten.json());
        System.out.println("shop: open at " + server.start() + ", closes at the end of standard input");

        System.in.transferTo(OutputStream.nullOutputStream());
        server.stop();
        close(connections, forgotten);
    }

    /** Closes the forgotten statements, too: what they give back must be what the shop has counted. */
    private void close(Connections connections, Forgotten forgotten) {
        Footprint before = account.now();
        long statements = connections.closeForgotten();
        Footprint givenBack = before.minus(account.now());
        connections.close();
        long left = account.liveBlocks();
        Sqlite.sqlite3_shutdown();

        System.out.printf(
                Locale.ROOT,
                "shop: closed; %,d forgotten statements gave back %,d blocks, %,d bytes; blocks left: %,d%n",
                statements,
                givenBack.blocks(),
                givenBack.bytes(),
                left);
        if (statements != forgotten.statements() || !givenBack.equals(forgotten.total())) {
            throw new IllegalStateException("the shop had counted " + forgotten.json());
        }
    }

    private static boolean sqliteIsInstalled() {
        try (Arena arena = Arena.ofConfined()) {
            libraryLookup(arena);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @SuppressWarnings("restricted")
    private static void libraryLookup(Arena arena) {
        SymbolLookup.libraryLookup(Sqlite.LIBRARY, arena);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
