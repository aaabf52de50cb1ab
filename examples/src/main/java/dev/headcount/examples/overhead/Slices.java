package dev.headcount.examples.overhead;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link SqliteRequests} on several allocators in one JVM, some milliseconds each in turn: what slows the machine for longer
 * slows all of them. Each has a copy of the library for itself. Prints the median of each, in microseconds a request, on one
 * line.
 *
 * <p>Arguments: the allocators.
 */
final class Slices {

    private static final int WARM_UP_REQUESTS = 40_000;
    private static final int REQUESTS = 500;
    private static final int ROUNDS = 80;

    private final SqliteRequests sqlite;
    private final MemorySegment database;
    private final double[] microseconds = new double[ROUNDS];

    private Slices(SqliteRequests sqlite) {
        this.sqlite = sqlite;
        this.database = sqlite.openDatabase();
        sqlite.serve(database, WARM_UP_REQUESTS);
    }

    public static void main(String[] allocators) throws Throwable {
        List<Slices> sides = new ArrayList<>();
        for (String allocator : allocators) {
            sides.add(new Slices(new SqliteRequests(SqliteCopies.next(), allocator)));
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < sides.size(); i++) {
                sides.get((round + i) % sides.size()).measure(round);
            }
        }
        System.out.println(String.join(" ", sides.stream().map(Slices::median).toList()));
    }

    private void measure(int round) {
        long began = System.nanoTime();
        sqlite.serve(database, REQUESTS);
        microseconds[round] = (System.nanoTime() - began) / 1e3 / REQUESTS;
    }

    private String median() {
        Arrays.sort(microseconds);
        return String.valueOf(microseconds[ROUNDS / 2]);
    }
}
