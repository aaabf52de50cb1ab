package dev.headcount.examples.spring.app;

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

/** What the application uses of SQLite; each method answers what the C function does. */
@SuppressWarnings("restricted")
final class Sqlite {

    static final int ROW = 100;

    private static final MemorySegment TRANSIENT = MemorySegment.ofAddress(-1); // SQLite copies the text
    private static final SymbolLookup LIBRARY = SymbolLookup.libraryLookup("libsqlite3.so.0", Arena.global());

    private static final MethodHandle OPEN = function("sqlite3_open", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle CLOSE = function("sqlite3_close_v2", JAVA_INT, ADDRESS);
    private static final MethodHandle PREPARE =
            function("sqlite3_prepare_v2", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle BIND_TEXT =
            function("sqlite3_bind_text", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    private static final MethodHandle BIND_INT64 =
            function("sqlite3_bind_int64", JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG);
    private static final MethodHandle STEP = function("sqlite3_step", JAVA_INT, ADDRESS);
    private static final MethodHandle COLUMN_INT64 = function("sqlite3_column_int64", JAVA_LONG, ADDRESS, JAVA_INT);
    private static final MethodHandle FINALIZE = function("sqlite3_finalize", JAVA_INT, ADDRESS);

    private Sqlite() {}

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(LIBRARY.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    static int open(MemorySegment file, MemorySegment database) {
        return (int) call(OPEN, file, database);
    }

    static int close(MemorySegment database) {
        return (int) call(CLOSE, database);
    }

    static int prepare(MemorySegment database, MemorySegment sql, MemorySegment statement) {
        return (int) call(PREPARE, database, sql, -1, statement, MemorySegment.NULL);
    }

    static int bindText(MemorySegment statement, int parameter, MemorySegment text) {
        return (int) call(BIND_TEXT, statement, parameter, text, -1, TRANSIENT);
    }

    static int bindLong(MemorySegment statement, int parameter, long value) {
        return (int) call(BIND_INT64, statement, parameter, value);
    }

    static int step(MemorySegment statement) {
        return (int) call(STEP, statement);
    }

    static long columnLong(MemorySegment statement, int column) {
        return (long) call(COLUMN_INT64, statement, column);
    }

    static int finish(MemorySegment statement) {
        return (int) call(FINALIZE, statement);
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable t) {
            throw new AssertionError("a C function cannot throw", t);
        }
    }
}
