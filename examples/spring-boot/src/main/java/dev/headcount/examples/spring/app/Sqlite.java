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

/** The functions of SQLite that the application calls, under their C names and bound as jextract would: see sqlite3.h. */
@SuppressWarnings("restricted")
final class Sqlite {

    static final int SQLITE_ROW = 100;

    /** Tells {@link #sqlite3_bind_text} to copy the text. */
    static final MemorySegment SQLITE_TRANSIENT = MemorySegment.ofAddress(-1);

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

    static int sqlite3_open(MemorySegment file, MemorySegment database) {
        try {
            return (int) OPEN.invokeExact(file, database);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int sqlite3_close_v2(MemorySegment database) {
        try {
            return (int) CLOSE.invokeExact(database);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int sqlite3_prepare_v2(
            MemorySegment database, MemorySegment sql, int bytes, MemorySegment statement, MemorySegment tail) {
        try {
            return (int) PREPARE.invokeExact(database, sql, bytes, statement, tail);
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

    private static AssertionError unreachable(Throwable t) {
        return new AssertionError("a C function cannot throw", t);
    }
}
