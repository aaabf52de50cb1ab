package dev.headcount.examples.overhead;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * {@link SqliteRequests} for two seconds while something goes on beside and for two seconds without it, in turn: what slows the
 * machine for longer slows both.
 */
final class Alternation {

    private static final int WARM_UP_REQUESTS = 100_000;
    private static final int REQUESTS = 100;
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int ROUNDS = 15;

    private final SqliteRequests sqlite;
    private final MemorySegment database;
    private final Beside beside;

    Alternation(SqliteRequests sqlite, Beside beside) {
        this.sqlite = sqlite;
        this.database = sqlite.openDatabase();
        this.beside = beside;
    }

    /** What goes on while the requests are served. */
    interface Beside {
        void begin();

        void end();
    }

    /** The median of the ratios of the time a request takes with it and without. */
    double medianRatio() {
        sqlite.serve(database, WARM_UP_REQUESTS);
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double before = nanosPerRequest();
            beside.begin();
            double with = nanosPerRequest();
            beside.end();
            double after = nanosPerRequest();
            ratios[round] = with / ((before + after) / 2);
        }
        Arrays.sort(ratios);
        return ratios[ROUNDS / 2];
    }

    private double nanosPerRequest() {
        long began = System.nanoTime();
        for (int served = REQUESTS; ; served += REQUESTS) {
            sqlite.serve(database, REQUESTS);
            long took = System.nanoTime() - began;
            if (took >= SLICE_NANOS) {
                return (double) took / served;
            }
        }
    }
}
