package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Prepares statements of SQLite at every depth of recursions without end, on stacks small and large, and goes on when one is full. */
public final class DeepQueries {

    private static final MemorySegment NONE = MemorySegment.NULL;
    private static final Native SQLITE = Native.library("libsqlite3.so.0");
    private static final MethodHandle OPEN =
            SQLITE.link("sqlite3_open", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle PREPARE = SQLITE.link(
            "sqlite3_prepare_v2", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle FINALIZE =
            SQLITE.link("sqlite3_finalize", FunctionDescriptor.of(JAVA_INT, ADDRESS));

    private static final int THREADS = 14;
    private static final int SMALLEST_STACK = 180 * 1024;
    private static final int STEP = 67 * 1024;

    private final MemorySegment answer = Arena.global().allocate(ADDRESS);
    private final MemorySegment query = Arena.global().allocateFrom("select hex(randomblob(10)) where 1 = 2");
    private final MemorySegment database;
    private int overflows;

    private DeepQueries() throws Throwable {
        check((int) OPEN.invokeExact(Arena.global().allocateFrom(":memory:"), answer));
        database = answer.get(ADDRESS, 0);
    }

    public static void main(String[] arguments) throws Throwable {
        DeepQueries queries = new DeepQueries();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(null, queries::untilFull, "deep", SMALLEST_STACK + i * (long) STEP);
            thread.start();
            thread.join();
        }
        System.out.println(queries.overflows + " overflows");
    }

    private void untilFull() {
        try {
            deeper(1);
        } catch (StackOverflowError e) {
            overflows++;
        }
    }

    private long deeper(long depth) {
        try {
            check((int) PREPARE.invokeExact(database, query, -1, answer, NONE));
            check((int) FINALIZE.invokeExact(answer.get(ADDRESS, 0)));
        } catch (StackOverflowError e) {
            throw e;
        } catch (Throwable t) {
            throw Native.failed(t);
        }
        return depth < Long.MAX_VALUE ? deeper(depth + 1) + depth : depth;
    }

    private static void check(int status) {
        if (status != 0) {
            throw new IllegalStateException("SQLite answered " + status);
        }
    }
}
