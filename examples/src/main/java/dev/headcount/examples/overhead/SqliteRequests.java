package dev.headcount.examples.overhead;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.headcount.ledger.Ledger;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** Requests that do little but allocate: each is an insert and a select through {@code sqlite3_exec}, some 62 mallocs. */
@SuppressWarnings("restricted")
final class SqliteRequests {

    private static final int ROWS = 1000;
    private static final FunctionDescriptor CONFIG = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS);
    private static final FunctionDescriptor SWITCH = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT);
    private static final int SQLITE_CONFIG_MALLOC = 4;
    private static final int SQLITE_CONFIG_GETMALLOC = 5;
    private static final int SQLITE_CONFIG_MEMSTATUS = 9;

    private final SymbolLookup sqlite;
    private final MethodHandle open;
    private MethodHandle exec;
    private Ledger ledger;

    /**
     * Gives SQLite its allocator.
     *
     * @param allocator {@code default} for SQLite's own, {@code upcalls}, {@code native}, or {@code paths}, which is the
     *     native one with Java call paths
     */
    SqliteRequests(SymbolLookup sqlite, String allocator) throws Throwable {
        this.sqlite = sqlite;
        open = link("sqlite3_open", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        exec = link("sqlite3_exec", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        switch (allocator) {
            case "upcalls" -> install(UpcallMalloc.methods());
            case "native", "paths" -> {
                NativeMalloc malloc = new NativeMalloc(allocator.equals("paths"));
                install(malloc.in(ownMethods()));
                exec = malloc.traced(exec, "sqlite3_exec");
                ledger = malloc.ledger();
            }
            default -> {}
        }
    }

    private MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(sqlite.findOrThrow(name), descriptor, options);
    }

    private void install(MemorySegment methods) throws Throwable {
        MethodHandle config = link("sqlite3_config", CONFIG, Linker.Option.firstVariadicArg(1));
        check((int) config.invokeExact(SQLITE_CONFIG_MALLOC, methods));
    }

    /** SQLite's own {@code sqlite3_mem_methods}. */
    private MemorySegment ownMethods() throws Throwable {
        MemorySegment methods = Arena.global().allocate(ADDRESS, 8);
        MethodHandle config = link("sqlite3_config", CONFIG, Linker.Option.firstVariadicArg(1));
        check((int) config.invokeExact(SQLITE_CONFIG_GETMALLOC, methods));
        return methods;
    }

    /** What counts the blocks of the native allocator; null with any other. */
    Ledger ledger() {
        return ledger;
    }

    /** Without memory statistics, which SQLite guards by one mutex that every malloc of every thread takes. */
    SqliteRequests withoutStatistics() throws Throwable {
        MethodHandle config = link("sqlite3_config", SWITCH, Linker.Option.firstVariadicArg(1));
        check((int) config.invokeExact(SQLITE_CONFIG_MEMSTATUS, 0));
        return this;
    }

    /** A database in memory, for the requests of one thread. */
    MemorySegment openDatabase() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment database = arena.allocate(ADDRESS);
            check((int) open.invokeExact(arena.allocateFrom(":memory:"), database));
            MemorySegment opened = database.get(ADDRESS, 0);
            execute(opened, "create table customer(id integer primary key, name text)");
            return opened;
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    void serve(MemorySegment database, int requests) {
        for (int i = 0; i < requests; i++) {
            int id = i % ROWS;
            execute(database, "insert or replace into customer values(" + id + ", 'name of " + i + "')");
            execute(database, "select id, name from customer where id = " + id + " order by name");
        }
    }

    private void execute(MemorySegment database, String sql) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment none = MemorySegment.NULL;
            check((int) exec.invokeExact(database, arena.allocateFrom(sql), none, none, none));
        } catch (Throwable t) {
            throw new IllegalStateException(sql, t);
        }
    }

    private static void check(int status) {
        if (status != 0) {
            throw new IllegalStateException("SQLite answered " + status);
        }
    }
}
