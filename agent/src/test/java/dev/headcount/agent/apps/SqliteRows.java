package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.headcount.agent.apps.AllocatorPointers.Pointers;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * Puts a row of 1999993 bytes into a database in memory, by way of a function in Java that SQLite calls, which puts another
 * one into a second database.
 *
 * <p>Started with who allocates: {@code sqlite}, or the bytes of the header of an allocator in Java; and with
 * any further word to give SQLite once more what it then has. Tells what it counted
 * when the rows are there, and again when all is closed.
 */
public final class SqliteRows {

    private static final int CONFIG_MULTITHREAD = 2;
    private static final int CONFIG_MALLOC = 4;
    private static final int CONFIG_GETMALLOC = 5;
    private static final int CONFIG_LOG = 16;
    private static final int METHODS =
            8; // sqlite3_mem_methods: xMalloc xFree xRealloc xSize xRoundup xInit xShutdown …
    private static final int UTF8 = 1;
    private static final MemorySegment NONE = MemorySegment.NULL;

    private static final Native SQLITE = Native.library("libsqlite3.so.0");
    private static final MethodHandle CONFIG = SQLITE.link(
            "sqlite3_config", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS), Linker.Option.firstVariadicArg(1));
    private static final MethodHandle CONFIG_PLAIN =
            SQLITE.link("sqlite3_config", FunctionDescriptor.of(JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(1));
    private static final MethodHandle CONFIG_CALLBACK = SQLITE.link(
            "sqlite3_config",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS),
            Linker.Option.firstVariadicArg(1));
    private static final MethodHandle OPEN =
            SQLITE.link("sqlite3_open", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle EXECUTE =
            SQLITE.link("sqlite3_exec", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle CREATE_FUNCTION = SQLITE.link(
            "sqlite3_create_function",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle CLOSE = SQLITE.link("sqlite3_close", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle SHUTDOWN = SQLITE.link("sqlite3_shutdown", FunctionDescriptor.of(JAVA_INT));
    private static final MethodHandle MEMORY_USED =
            SQLITE.link("sqlite3_memory_used", FunctionDescriptor.of(JAVA_LONG));

    private static int logged;

    private final MemorySegment outer;
    private final MemorySegment inner;

    private SqliteRows() throws Throwable {
        outer = open();
        inner = open();
    }

    public static void main(String[] arguments) throws Throwable {
        CountingAllocator allocator =
                new CountingAllocator(arguments[0].equals("sqlite") ? 0 : Integer.decode(arguments[0]));
        check((int) CONFIG_PLAIN.invokeExact(CONFIG_MULTITHREAD));
        MemorySegment log = Native.pointer(
                MethodHandles.lookup(), new Log(), "write", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, ADDRESS));
        check((int) CONFIG_CALLBACK.invokeExact(CONFIG_LOG, log, NONE));
        install(arguments[0].equals("sqlite") ? null : AllocatorPointers.ints(allocator));
        if (arguments.length > 1) {
            install(null);
        }
        SqliteRows rows = new SqliteRows();
        rows.insert();
        System.out.println(allocator.truth());
        System.out.println("liveBytes=" + (long) MEMORY_USED.invokeExact());
        System.out.println(logged + " errors in the log");
        Pause.untilTold();
        check((int) CLOSE.invokeExact(rows.outer));
        check((int) CLOSE.invokeExact(rows.inner));
        check((int) SHUTDOWN.invokeExact());
        System.out.println(allocator.truth());
        Pause.untilTold();
    }

    /** Null gives SQLite the functions back that it has. */
    private static void install(Pointers pointers) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment methods = arena.allocate(ADDRESS, METHODS);
            check((int) CONFIG.invokeExact(CONFIG_GETMALLOC, methods));
            if (pointers != null) {
                methods.setAtIndex(ADDRESS, 0, pointers.malloc());
                methods.setAtIndex(ADDRESS, 1, pointers.free());
                methods.setAtIndex(ADDRESS, 2, pointers.realloc());
                methods.setAtIndex(ADDRESS, 3, pointers.size());
            }
            check((int) CONFIG.invokeExact(CONFIG_MALLOC, methods));
        }
    }

    static final class Log {
        void write(MemorySegment data, int code, MemorySegment message) {
            logged++;
        }
    }

    private static MemorySegment open() throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(ADDRESS);
            check((int) OPEN.invokeExact(arena.allocateFrom(":memory:"), handle));
            return handle.get(ADDRESS, 0);
        }
    }

    private void insert() throws Throwable {
        MemorySegment function = Native.pointer(
                MethodHandles.lookup(), this, "row", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            check((int)
                    CREATE_FUNCTION.invokeExact(outer, arena.allocateFrom("row"), 0, UTF8, NONE, function, NONE, NONE));
        }
        execute(outer, "create table t (x)");
        execute(inner, "create table t (x)");
        try (Arena arena = Arena.ofConfined()) {
            int _ = (int) EXECUTE.invokeExact(outer, arena.allocateFrom("no sql"), NONE, NONE, NONE);
        }
        execute(outer, "insert into t values (coalesce(row(), zeroblob(1999993)))"); // outer
    }

    /** The SQL function {@code row()}: its answer is NULL. */
    void row(MemorySegment context, int arguments, MemorySegment values) {
        execute(inner, "insert into t values (zeroblob(1999993))"); // inner
    }

    private static void execute(MemorySegment database, String sql) {
        try (Arena arena = Arena.ofConfined()) {
            check((int) EXECUTE.invokeExact(database, arena.allocateFrom(sql), NONE, NONE, NONE)); // execute
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    private static void check(int status) {
        if (status != 0) {
            throw new IllegalStateException("SQLite answers " + status);
        }
    }
}
