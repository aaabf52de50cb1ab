package dev.headcount.examples.demo.app;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** The functions of SQLite that the shop calls, under their C names and bound as jextract would: see sqlite3.h. */
@SuppressWarnings("restricted")
final class Sqlite {

    static final String LIBRARY = "libsqlite3.so.0";

    static final int SQLITE_OK = 0;
    static final int SQLITE_ROW = 100;
    static final int SQLITE_DONE = 101;
    static final int SQLITE_CONFIG_MALLOC = 4;
    static final int SQLITE_CONFIG_GETMALLOC = 5;
    static final int SQLITE_CONFIG_LOOKASIDE = 13;
    static final int SQLITE_OPEN_READWRITE = 0x2;
    static final int SQLITE_OPEN_CREATE = 0x4;

    static final int SQLITE_STATUS_MEMORY_USED = 0;
    static final int SQLITE_STATUS_MALLOC_COUNT = 9;

    /** The system property that has the functions traced by Headcount as a library. */
    static final String TRACED = "shop.traced";

    /** Tells {@link #sqlite3_bind_text} to copy the text. */
    static final MemorySegment SQLITE_TRANSIENT = MemorySegment.ofAddress(-1);

    private static final SymbolLookup FUNCTIONS = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
    private static final Linker.Option AFTER_FIRST = Linker.Option.firstVariadicArg(1);

    private static final MethodHandle CONFIG_POINTER =
            link("sqlite3_config", returnsInt(JAVA_INT, ADDRESS), AFTER_FIRST);
    private static final MethodHandle CONFIG_INTS =
            link("sqlite3_config", returnsInt(JAVA_INT, JAVA_INT, JAVA_INT), AFTER_FIRST);
    private static final MethodHandle STATUS64 =
            link("sqlite3_status64", returnsInt(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle SHUTDOWN = link("sqlite3_shutdown", returnsInt());
    private static final MethodHandle OPEN_V2 =
            link("sqlite3_open_v2", returnsInt(ADDRESS, ADDRESS, JAVA_INT, ADDRESS));
    private static final MethodHandle CLOSE_V2 = link("sqlite3_close_v2", returnsInt(ADDRESS));
    private static final MethodHandle BUSY_TIMEOUT = link("sqlite3_busy_timeout", returnsInt(ADDRESS, JAVA_INT));
    private static final MethodHandle ERRMSG = link("sqlite3_errmsg", FunctionDescriptor.of(ADDRESS, ADDRESS));
    private static final MethodHandle EXEC =
            link("sqlite3_exec", returnsInt(ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle PREPARE_V2 =
            link("sqlite3_prepare_v2", returnsInt(ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle BIND_TEXT =
            link("sqlite3_bind_text", returnsInt(ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    private static final MethodHandle BIND_INT64 = link("sqlite3_bind_int64", returnsInt(ADDRESS, JAVA_INT, JAVA_LONG));
    private static final MethodHandle STEP = link("sqlite3_step", returnsInt(ADDRESS));
    private static final MethodHandle COLUMN_TEXT =
            link("sqlite3_column_text", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle COLUMN_INT64 =
            link("sqlite3_column_int64", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT));
    private static final MethodHandle FINALIZE = link("sqlite3_finalize", returnsInt(ADDRESS));
    private static final MethodHandle NEXT_STMT =
            link("sqlite3_next_stmt", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));

    private Sqlite() {}

    private static FunctionDescriptor returnsInt(MemoryLayout... arguments) {
        return FunctionDescriptor.of(JAVA_INT, arguments);
    }

    private static MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        MethodHandle function = Linker.nativeLinker().downcallHandle(FUNCTIONS.findOrThrow(name), descriptor, options);
        return Boolean.getBoolean(TRACED) ? NativeMemory.traced(function, name) : function;
    }

    /** {@code sqlite3_config} of an option that takes one pointer. */
    static int sqlite3_config(int option, MemorySegment pointer) {
        try {
            return (int) CONFIG_POINTER.invokeExact(option, pointer);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** {@code sqlite3_config} of an option that takes two numbers. */
    static int sqlite3_config(int option, int first, int second) {
        try {
            return (int) CONFIG_INTS.invokeExact(option, first, second);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** The current value of one of SQLite's statistics. */
    static long sqlite3_status64(int statistic) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment current = arena.allocate(JAVA_LONG);
            MemorySegment highest = arena.allocate(JAVA_LONG);
            int status = (int) STATUS64.invokeExact(statistic, current, highest, 0);
            if (status != SQLITE_OK) {
                throw new IllegalStateException("sqlite3_status64(" + statistic + ") failed, status=" + status);
            }
            return current.get(JAVA_LONG, 0);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int sqlite3_shutdown() {
        try {
            return (int) SHUTDOWN.invokeExact();
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int sqlite3_open_v2(MemorySegment file, MemorySegment connection, int flags, MemorySegment vfs) {
        try {
            return (int) OPEN_V2.invokeExact(file, connection, flags, vfs);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int sqlite3_close_v2(MemorySegment connection) {
        try {
            return (int) CLOSE_V2.invokeExact(connection);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int sqlite3_busy_timeout(MemorySegment connection, int milliseconds) {
        try {
            return (int) BUSY_TIMEOUT.invokeExact(connection, milliseconds);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static String sqlite3_errmsg(MemorySegment connection) {
        try {
            return string((MemorySegment) ERRMSG.invokeExact(connection));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int sqlite3_exec(
            MemorySegment connection,
            MemorySegment sql,
            MemorySegment callback,
            MemorySegment data,
            MemorySegment error) {
        try {
            return (int) EXEC.invokeExact(connection, sql, callback, data, error);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int sqlite3_prepare_v2(
            MemorySegment connection, MemorySegment sql, int bytes, MemorySegment statement, MemorySegment tail) {
        try {
            return (int) PREPARE_V2.invokeExact(connection, sql, bytes, statement, tail);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int sqlite3_bind_text(
            MemorySegment statement, int parameter, MemorySegment text, int bytes, MemorySegment destructor) {
        try {
            return (int) BIND_TEXT.invokeExact(statement, parameter, text, bytes, destructor);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int sqlite3_bind_int64(MemorySegment statement, int parameter, long value) {
        try {
            return (int) BIND_INT64.invokeExact(statement, parameter, value);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int sqlite3_step(MemorySegment statement) {
        try {
            return (int) STEP.invokeExact(statement);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static String sqlite3_column_text(MemorySegment statement, int column) {
        try {
            return string((MemorySegment) COLUMN_TEXT.invokeExact(statement, column));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static long sqlite3_column_int64(MemorySegment statement, int column) {
        try {
            return (long) COLUMN_INT64.invokeExact(statement, column);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int sqlite3_finalize(MemorySegment statement) {
        try {
            return (int) FINALIZE.invokeExact(statement);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static MemorySegment sqlite3_next_stmt(MemorySegment connection, MemorySegment statement) {
        try {
            return (MemorySegment) NEXT_STMT.invokeExact(connection, statement);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    private static String string(MemorySegment text) {
        return text.address() == 0 ? "" : text.reinterpret(Integer.MAX_VALUE).getString(0);
    }

    private static AssertionError unreachable(Throwable t) {
        return new AssertionError("a C function cannot throw", t);
    }
}
