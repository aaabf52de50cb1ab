package dev.headcount.examples.cassandra.app;

import static dev.headcount.examples.cassandra.app.Driver.error;
import static dev.headcount.examples.cassandra.app.Driver.link;
import static dev.headcount.examples.cassandra.app.Driver.nothing;
import static dev.headcount.examples.cassandra.app.Driver.pointer;
import static dev.headcount.examples.cassandra.app.Driver.unreachable;
import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of the driver for sessions, and for the futures that they answer: see cassandra.h. */
final class SessionFunctions {

    private static final MethodHandle SESSION_NEW = link("cass_session_new", pointer());
    private static final MethodHandle SESSION_FREE = link("cass_session_free", nothing(ADDRESS));
    private static final MethodHandle SESSION_CONNECT = link("cass_session_connect", pointer(ADDRESS, ADDRESS));
    private static final MethodHandle SESSION_CLOSE = link("cass_session_close", pointer(ADDRESS));
    private static final MethodHandle SESSION_PREPARE = link("cass_session_prepare", pointer(ADDRESS, ADDRESS));
    private static final MethodHandle SESSION_EXECUTE = link("cass_session_execute", pointer(ADDRESS, ADDRESS));
    private static final MethodHandle FUTURE_FREE = link("cass_future_free", nothing(ADDRESS));
    private static final MethodHandle FUTURE_ERROR_CODE = link("cass_future_error_code", error(ADDRESS));
    private static final MethodHandle FUTURE_ERROR_MESSAGE =
            link("cass_future_error_message", nothing(ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle FUTURE_GET_RESULT = link("cass_future_get_result", pointer(ADDRESS));
    private static final MethodHandle FUTURE_GET_PREPARED = link("cass_future_get_prepared", pointer(ADDRESS));

    private SessionFunctions() {}

    static MemorySegment cass_session_new() {
        try {
            return (MemorySegment) SESSION_NEW.invokeExact();
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static void cass_session_free(MemorySegment session) {
        try {
            SESSION_FREE.invokeExact(session);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static MemorySegment cass_session_connect(MemorySegment session, MemorySegment cluster) {
        try {
            return (MemorySegment) SESSION_CONNECT.invokeExact(session, cluster);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static MemorySegment cass_session_close(MemorySegment session) {
        try {
            return (MemorySegment) SESSION_CLOSE.invokeExact(session);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static MemorySegment cass_session_prepare(MemorySegment session, MemorySegment query) {
        try {
            return (MemorySegment) SESSION_PREPARE.invokeExact(session, query);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static MemorySegment cass_session_execute(MemorySegment session, MemorySegment statement) {
        try {
            return (MemorySegment) SESSION_EXECUTE.invokeExact(session, statement);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static void cass_future_free(MemorySegment future) {
        try {
            FUTURE_FREE.invokeExact(future);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int cass_future_error_code(MemorySegment future) {
        try {
            return (int) FUTURE_ERROR_CODE.invokeExact(future);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static void cass_future_error_message(MemorySegment future, MemorySegment message, MemorySegment length) {
        try {
            FUTURE_ERROR_MESSAGE.invokeExact(future, message, length);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static MemorySegment cass_future_get_result(MemorySegment future) {
        try {
            return (MemorySegment) FUTURE_GET_RESULT.invokeExact(future);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static MemorySegment cass_future_get_prepared(MemorySegment future) {
        try {
            return (MemorySegment) FUTURE_GET_PREPARED.invokeExact(future);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }
}
