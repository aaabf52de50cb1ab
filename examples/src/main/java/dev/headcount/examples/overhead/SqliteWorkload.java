package dev.headcount.examples.overhead;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;

/**
 * An application that does little but allocate: each request is an insert and a select through {@code sqlite3_exec}, some 62
 * mallocs. Prints the microseconds that a request took.
 *
 * <p>Arguments: the allocator, {@code default} for SQLite's own, {@code upcalls}, {@code native} or {@code paths}, which is
 * the native one with Java call paths; requests; threads, each with a database
 * of its own in memory. With the further argument {@code nostatus} SQLite keeps no memory statistics: it guards them by one
 * mutex, which every malloc of every thread takes.
 */
@SuppressWarnings("restricted")
final class SqliteWorkload {

    private static final int WARM_UP_REQUESTS = 40_000;
    private static final int ROWS = 1000;

    private static final SymbolLookup SQLITE = SymbolLookup.libraryLookup("libsqlite3.so.0", Arena.global());
    private static final FunctionDescriptor CONFIG = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS);
    private static final FunctionDescriptor SWITCH = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT);
    private static final int SQLITE_CONFIG_MALLOC = 4;
    private static final int SQLITE_CONFIG_GETMALLOC = 5;
    private static final int SQLITE_CONFIG_MEMSTATUS = 9;

    private final MethodHandle open = link("sqlite3_open", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private final MethodHandle exec;

    /** @param around puts a handle into another one, for the function of this name */
    private SqliteWorkload(BiFunction<MethodHandle, String, MethodHandle> around) {
        FunctionDescriptor ofExec = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        this.exec = around.apply(link("sqlite3_exec", ofExec), "sqlite3_exec");
    }

    private static MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(SQLITE.findOrThrow(name), descriptor, options);
    }

    public static void main(String[] arguments) throws Throwable {
        BiFunction<MethodHandle, String, MethodHandle> around = (handle, _) -> handle;
        switch (arguments[0]) {
            case "upcalls" -> install(UpcallMalloc.methods());
            case "native", "paths" -> {
                NativeMalloc allocator = new NativeMalloc(arguments[0].equals("paths"));
                install(allocator.in(ownMethods()));
                around = allocator::traced;
            }
            default -> {}
        }
        if (arguments.length > 3) {
            MethodHandle config = link("sqlite3_config", SWITCH, Linker.Option.firstVariadicArg(1));
            check((int) config.invokeExact(SQLITE_CONFIG_MEMSTATUS, 0));
        }
        int requests = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        System.out.println(new SqliteWorkload(around).microsecondsPerRequest(requests, threads));
    }

    private static void install(MemorySegment methods) throws Throwable {
        MethodHandle config = link("sqlite3_config", CONFIG, Linker.Option.firstVariadicArg(1));
        check((int) config.invokeExact(SQLITE_CONFIG_MALLOC, methods));
    }

    /** SQLite's own {@code sqlite3_mem_methods}. */
    private static MemorySegment ownMethods() throws Throwable {
        MemorySegment methods = Arena.global().allocate(ADDRESS, 8);
        MethodHandle config = link("sqlite3_config", CONFIG, Linker.Option.firstVariadicArg(1));
        check((int) config.invokeExact(SQLITE_CONFIG_GETMALLOC, methods));
        return methods;
    }

    private double microsecondsPerRequest(int requests, int threads) throws InterruptedException {
        CountDownLatch warm = new CountDownLatch(threads);
        CountDownLatch start = new CountDownLatch(1);
        Thread[] workers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            workers[i] = Thread.ofPlatform().start(() -> {
                MemorySegment database = openDatabase();
                serve(database, WARM_UP_REQUESTS);
                warm.countDown();
                awaitQuietly(start);
                serve(database, requests);
            });
        }
        warm.await();
        long began = System.nanoTime();
        start.countDown();
        for (Thread worker : workers) {
            worker.join();
        }
        return (System.nanoTime() - began) / 1e3 / requests / threads;
    }

    private MemorySegment openDatabase() {
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

    private void serve(MemorySegment database, int requests) {
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

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
