package dev.headcount.examples.overhead;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.concurrent.CountDownLatch;

/**
 * An application of {@link SqliteRequests}. Prints the microseconds that a request took.
 *
 * <p>Arguments: the allocator; requests; threads, each with a database of its own in memory. With the further argument {@code
 * nostatus} SQLite keeps no memory statistics.
 */
@SuppressWarnings("restricted")
final class SqliteWorkload {

    private static final int WARM_UP_REQUESTS = 40_000;

    private final SqliteRequests sqlite;

    private SqliteWorkload(SqliteRequests sqlite) {
        this.sqlite = sqlite;
    }

    public static void main(String[] arguments) throws Throwable {
        SymbolLookup library = SymbolLookup.libraryLookup("libsqlite3.so.0", Arena.global());
        SqliteRequests sqlite = new SqliteRequests(library, arguments[0]);
        if (arguments.length > 3) {
            sqlite.withoutStatistics();
        }
        int requests = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        System.out.println(new SqliteWorkload(sqlite).microsecondsPerRequest(requests, threads));
    }

    private double microsecondsPerRequest(int requests, int threads) throws InterruptedException {
        CountDownLatch warm = new CountDownLatch(threads);
        CountDownLatch start = new CountDownLatch(1);
        Thread[] workers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            workers[i] = Thread.ofPlatform().start(() -> {
                MemorySegment database = sqlite.openDatabase();
                sqlite.serve(database, WARM_UP_REQUESTS);
                warm.countDown();
                awaitQuietly(start);
                sqlite.serve(database, requests);
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

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
