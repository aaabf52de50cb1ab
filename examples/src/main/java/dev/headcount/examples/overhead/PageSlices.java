package dev.headcount.examples.overhead;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@link SqliteRequests} under the agent, for seconds with the live page open and for seconds without, in turn: what slows the
 * machine for longer slows both. Prints the median of the ratios, and the share of a processor that Headcount's own threads took
 * while the page was open: history, verdicts, page and all.
 *
 * <p>Arguments: the port of the agent's pages. The page's place is taken by a thread of this JVM that asks what a browser asks,
 * once a second, so that its work counts as well.
 */
@SuppressWarnings("restricted")
final class PageSlices {

    private static final int WARM_UP_REQUESTS = 100_000;
    private static final int REQUESTS = 100;
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int ROUNDS = 15;
    private static final String OWN_THREADS = "headcount-";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final SqliteRequests sqlite;
    private final MemorySegment database;
    private final URI page;
    private volatile boolean open;

    private PageSlices(SqliteRequests sqlite, URI page) {
        this.sqlite = sqlite;
        this.database = sqlite.openDatabase();
        this.page = page;
    }

    public static void main(String[] arguments) throws Throwable {
        SymbolLookup library = SymbolLookup.libraryLookup("libsqlite3.so.0", Arena.global());
        URI page = URI.create("http://127.0.0.1:" + arguments[0] + "/page/overview.json");
        new PageSlices(new SqliteRequests(library, "default"), page).compare();
    }

    private void compare() {
        Thread browser = Thread.ofPlatform().daemon().start(this::browse);
        sqlite.serve(database, WARM_UP_REQUESTS);
        double[] ratios = new double[ROUNDS];
        long ownNanos = 0;
        long openNanos = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double before = nanosPerRequest();
            open = true;
            LockSupport.unpark(browser);
            long own = ownNanos();
            long began = System.nanoTime();
            double with = nanosPerRequest();
            openNanos += System.nanoTime() - began;
            ownNanos += ownNanos() - own;
            open = false;
            double after = nanosPerRequest();
            ratios[round] = with / ((before + after) / 2);
        }
        Arrays.sort(ratios);
        System.out.println(ratios[ROUNDS / 2] + " " + (double) ownNanos / openNanos);
    }

    private double nanosPerRequest() {
        long began = System.nanoTime();
        long took = 0;
        for (int served = REQUESTS; ; served += REQUESTS) {
            sqlite.serve(database, REQUESTS);
            took = System.nanoTime() - began;
            if (took >= SLICE_NANOS) {
                return (double) took / served;
            }
        }
    }

    /** Processor time of Headcount's threads up to now. */
    private long ownNanos() {
        long sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith(OWN_THREADS)) {
                sum += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return sum;
    }

    @SuppressWarnings("InfiniteLoopStatement") // a daemon: it ends with the JVM
    private void browse() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(page).build();
            while (true) {
                if (open) {
                    int status =
                            client.send(request, BodyHandlers.ofByteArray()).statusCode();
                    if (status != 200) {
                        throw new IllegalStateException(page + " answered " + status);
                    }
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                } else {
                    LockSupport.park(this);
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the page cannot be read", e);
        }
    }
}
