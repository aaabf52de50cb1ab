package dev.headcount.leak.corpus;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.NativeLibraries;
import dev.headcount.ledger.Ledger;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** SQLite: databases in memory, statements, plain blocks. */
final class Sqlite extends CLibrary {

    private static final int CONFIG_MALLOC = 4;
    private static final int CONFIG_GETMALLOC = 5;

    private final MemorySegment original = arena.allocate(ADDRESS, 8);
    private final MemorySegment handle = arena.allocate(JAVA_LONG);
    private final MethodHandle config;

    @SuppressWarnings("restricted")
    private Sqlite(Ledger ledger) {
        super(NativeLibraries.require("libsqlite3.so.0", "libsqlite3-0"), ledger);
        config = Linker.nativeLinker()
                .downcallHandle(
                        symbol("sqlite3_config"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS),
                        Linker.Option.firstVariadicArg(1));
    }

    static Sqlite on(Route route, Ledger ledger) {
        Sqlite sqlite = new Sqlite(ledger);
        sqlite.call("sqlite3_shutdown");
        sqlite.configure(CONFIG_GETMALLOC, sqlite.original);
        Route.Functions functions = route.open(ledger, "sqlite3");
        MemorySegment methods = sqlite.arena.allocate(ADDRESS, 8).copyFrom(sqlite.original);
        methods.setAtIndex(ADDRESS, 0, functions.mallocInt());
        methods.setAtIndex(ADDRESS, 1, functions.free());
        methods.setAtIndex(ADDRESS, 2, functions.reallocInt());
        methods.setAtIndex(ADDRESS, 3, functions.size());
        sqlite.configure(CONFIG_MALLOC, methods);
        return sqlite;
    }

    private void configure(int what, MemorySegment methods) {
        try {
            assertEquals(0, (int) config.invokeExact(what, methods));
        } catch (Throwable t) {
            throw new AssertionError("a C function cannot throw", t);
        }
    }

    long open() {
        assertEquals(0, (int) call("sqlite3_open", text(":memory:"), handle.address()));
        return handle.get(JAVA_LONG, 0);
    }

    void execute(long database, String sql) {
        assertEquals(0, (int) call("sqlite3_exec", database, text(sql), 0, 0, 0), sql);
    }

    long prepare(long database, String sql) {
        assertEquals(0, (int) call("sqlite3_prepare_v2", database, text(sql), -1, handle.address(), 0), sql);
        return handle.get(JAVA_LONG, 0);
    }

    void finish(long statement) {
        call("sqlite3_finalize", statement);
    }

    void closeDatabase(long database) {
        assertEquals(0, (int) call("sqlite3_close", database));
    }

    @Override
    public void close() {
        call("sqlite3_shutdown");
        configure(CONFIG_MALLOC, original);
        super.close();
    }
}
