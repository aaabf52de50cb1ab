package dev.headcount.examples.overhead;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * {@link SqliteRequests} on one thread and on two, for several allocators in one JVM, some milliseconds each in turn: what
 * slows the machine for longer slows all of them. Each allocator has a copy of the library for itself, without SQLite's
 * memory statistics, and each thread a database. Prints for each allocator the median of how often the throughput of one
 * thread two threads have, on one line.
 *
 * <p>Arguments: the allocators.
 */
final class ThreadSlices {

    private static final int WARM_UP_REQUESTS = 40_000;
    private static final int REQUESTS = 500;
    private static final int ROUNDS = 80;

    private final SqliteRequests sqlite;
    private final MemorySegment database;
    private final MemorySegment ofSecond;
    private final CyclicBarrier begin = new CyclicBarrier(2);
    private final CyclicBarrier end = new CyclicBarrier(2);
    private final double[] gains = new double[ROUNDS];

    private ThreadSlices(SqliteRequests sqlite) {
        this.sqlite = sqlite;
        this.database = sqlite.openDatabase();
        this.ofSecond = sqlite.openDatabase();
        sqlite.serve(database, WARM_UP_REQUESTS);
    }

    public static void main(String[] allocators) throws Throwable {
        List<ThreadSlices> sides = new ArrayList<>();
        for (String allocator : allocators) {
            sides.add(new ThreadSlices(new SqliteRequests(SqliteCopies.next(), allocator).withoutStatistics()));
        }
        Thread second =
                Thread.ofPlatform().daemon().start(() -> sides.getFirst().workBeside(sides));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < sides.size(); i++) {
                sides.get((round + i) % sides.size()).measure(round);
            }
        }
        second.join();
        System.out.println(
                String.join(" ", sides.stream().map(ThreadSlices::median).toList()));
    }

    /** The second thread: the same slices at the same time. */
    private void workBeside(List<ThreadSlices> sides) {
        sides.forEach(side -> side.sqlite.serve(side.ofSecond, WARM_UP_REQUESTS));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < sides.size(); i++) {
                ThreadSlices side = sides.get((round + i) % sides.size());
                await(side.begin);
                side.sqlite.serve(side.ofSecond, REQUESTS);
                await(side.end);
            }
        }
    }

    private void measure(int round) {
        double before = alone();
        await(begin);
        long began = System.nanoTime();
        sqlite.serve(database, REQUESTS);
        await(end);
        double together = System.nanoTime() - began;
        double after = alone();
        gains[round] = (before + after) / together; // twice the work in the time
    }

    private double alone() {
        long began = System.nanoTime();
        sqlite.serve(database, REQUESTS);
        return System.nanoTime() - began;
    }

    private String median() {
        Arrays.sort(gains);
        return String.valueOf(gains[ROUNDS / 2]);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
