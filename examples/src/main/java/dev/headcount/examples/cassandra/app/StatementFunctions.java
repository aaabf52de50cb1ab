package dev.headcount.examples.cassandra.app;

import static dev.headcount.examples.cassandra.app.Driver.SIZE;
import static dev.headcount.examples.cassandra.app.Driver.error;
import static dev.headcount.examples.cassandra.app.Driver.link;
import static dev.headcount.examples.cassandra.app.Driver.nothing;
import static dev.headcount.examples.cassandra.app.Driver.pointer;
import static dev.headcount.examples.cassandra.app.Driver.unreachable;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of the driver for statements and their results: see cassandra.h. */
final class StatementFunctions {

    private static final MethodHandle STATEMENT_NEW = link("cass_statement_new", pointer(ADDRESS, SIZE));
    private static final MethodHandle STATEMENT_FREE = link("cass_statement_free", nothing(ADDRESS));
    private static final MethodHandle STATEMENT_BIND_INT64 =
            link("cass_statement_bind_int64", error(ADDRESS, SIZE, JAVA_LONG));
    private static final MethodHandle STATEMENT_BIND_STRING =
            link("cass_statement_bind_string", error(ADDRESS, SIZE, ADDRESS));
    private static final MethodHandle PREPARED_BIND = link("cass_prepared_bind", pointer(ADDRESS));
    private static final MethodHandle PREPARED_FREE = link("cass_prepared_free", nothing(ADDRESS));
    private static final MethodHandle RESULT_FREE = link("cass_result_free", nothing(ADDRESS));
    private static final MethodHandle RESULT_FIRST_ROW = link("cass_result_first_row", pointer(ADDRESS));
    private static final MethodHandle ROW_GET_COLUMN = link("cass_row_get_column", pointer(ADDRESS, SIZE));
    private static final MethodHandle VALUE_GET_STRING =
            link("cass_value_get_string", error(ADDRESS, ADDRESS, ADDRESS));

    private StatementFunctions() {}

    static MemorySegment cass_statement_new(MemorySegment query, long parameters) {
        try {
            return (MemorySegment) STATEMENT_NEW.invokeExact(query, parameters);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static void cass_statement_free(MemorySegment statement) {
        try {
            STATEMENT_FREE.invokeExact(statement);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int cass_statement_bind_int64(MemorySegment statement, long index, long value) {
        try {
            return (int) STATEMENT_BIND_INT64.invokeExact(statement, index, value);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int cass_statement_bind_string(MemorySegment statement, long index, MemorySegment value) {
        try {
            return (int) STATEMENT_BIND_STRING.invokeExact(statement, index, value);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static MemorySegment cass_prepared_bind(MemorySegment prepared) {
        try {
            return (MemorySegment) PREPARED_BIND.invokeExact(prepared);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static void cass_prepared_free(MemorySegment prepared) {
        try {
            PREPARED_FREE.invokeExact(prepared);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static void cass_result_free(MemorySegment result) {
        try {
            RESULT_FREE.invokeExact(result);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static MemorySegment cass_result_first_row(MemorySegment result) {
        try {
            return (MemorySegment) RESULT_FIRST_ROW.invokeExact(result);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static MemorySegment cass_row_get_column(MemorySegment row, long index) {
        try {
            return (MemorySegment) ROW_GET_COLUMN.invokeExact(row, index);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int cass_value_get_string(MemorySegment value, MemorySegment output, MemorySegment length) {
        try {
            return (int) VALUE_GET_STRING.invokeExact(value, output, length);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }
}
