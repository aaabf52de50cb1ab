package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.headcount.agent.apps.AllocatorPointers.Pointers;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** A database of SQLite in memory, and a statement that stands on a row of it. */
record SqliteSession(MemorySegment database, MemorySegment statement) implements LibraryAtExit.Session {

    private static final int CONFIG_MALLOC = 4;
    private static final int CONFIG_GETMALLOC = 5;
    private static final int METHODS = 8; // sqlite3_mem_methods: xMalloc xFree xRealloc xSize …
    private static final int ROW = 100;
    private static final MemorySegment NONE = MemorySegment.NULL;

    private static final Native SQLITE = Native.library("libsqlite3.so.0");
    private static final MethodHandle CONFIG = SQLITE.link(
            "sqlite3_config", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS), Linker.Option.firstVariadicArg(1));
    private static final MethodHandle OPEN =
            SQLITE.link("sqlite3_open", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle EXECUTE =
            SQLITE.link("sqlite3_exec", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle PREPARE = SQLITE.link(
            "sqlite3_prepare_v2", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle STEP = SQLITE.link("sqlite3_step", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle FINALIZE =
            SQLITE.link("sqlite3_finalize", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle CLOSE = SQLITE.link("sqlite3_close", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle SHUTDOWN = SQLITE.link("sqlite3_shutdown", FunctionDescriptor.of(JAVA_INT));

    static SqliteSession open(Pointers pointers) throws Throwable {
        install(pointers);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(ADDRESS);
            check(0, (int) OPEN.invokeExact(arena.allocateFrom(":memory:"), answer));
            MemorySegment database = answer.get(ADDRESS, 0);
            MemorySegment sql = arena.allocateFrom("create table t (x); insert into t values (zeroblob(1999993))");
            check(0, (int) EXECUTE.invokeExact(database, sql, NONE, NONE, NONE));
            MemorySegment query = arena.allocateFrom("select x from t");
            check(0, (int) PREPARE.invokeExact(database, query, -1, answer, NONE));
            MemorySegment statement = answer.get(ADDRESS, 0);
            check(ROW, (int) STEP.invokeExact(statement));
            return new SqliteSession(database, statement);
        }
    }

    private static void install(Pointers pointers) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment methods = arena.allocate(ADDRESS, METHODS);
            check(0, (int) CONFIG.invokeExact(CONFIG_GETMALLOC, methods));
            methods.setAtIndex(ADDRESS, 0, pointers.malloc());
            methods.setAtIndex(ADDRESS, 1, pointers.free());
            methods.setAtIndex(ADDRESS, 2, pointers.realloc());
            methods.setAtIndex(ADDRESS, 3, pointers.size());
            check(0, (int) CONFIG.invokeExact(CONFIG_MALLOC, methods));
        }
    }

    @Override
    public void close() throws Throwable {
        check(0, (int) FINALIZE.invokeExact(statement));
        check(0, (int) CLOSE.invokeExact(database));
        check(0, (int) SHUTDOWN.invokeExact());
    }

    private static void check(int expected, int status) {
        if (status != expected) {
            throw new IllegalStateException("SQLite answers " + status);
        }
    }
}
