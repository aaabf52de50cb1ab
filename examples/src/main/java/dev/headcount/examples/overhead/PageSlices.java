package dev.headcount.examples.overhead;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@link SqliteRequests} under the agent with the live page open and without, in turn. Prints the median of the ratios, and the
 * share of a processor that Headcount's own threads took while the page was open: history, verdicts, page and all.
 *
 * <p>Arguments: the port of the agent's pages. The page's place is taken by a thread of this JVM that asks what a browser asks,
 * once a second, so that its work counts as well.
 */
@SuppressWarnings("restricted")
final class PageSlices implements Alternation.Beside {

    private static final String OWN_THREADS = "headcount-";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final URI page;
    private final Thread browser = Thread.ofPlatform().daemon().unstarted(this::browse);
    private long began;
    private long openNanos;
    private long ownAtBegin;
    private long ownNanos;
    private volatile boolean open;

    private PageSlices(URI page) {
        this.page = page;
    }

    public static void main(String[] arguments) throws Throwable {
        SymbolLookup library = SymbolLookup.libraryLookup("libsqlite3.so.0", Arena.global());
        PageSlices slices = new PageSlices(URI.create("http://127.0.0.1:" + arguments[0] + "/page/overview.json"));
        slices.browser.start();
        double ratio = new Alternation(new SqliteRequests(library, "default"), slices).medianRatio();
        System.out.println(ratio + " " + (double) slices.ownNanos / slices.openNanos);
    }

    @Override
    public void begin() {
        open = true;
        LockSupport.unpark(browser);
        ownAtBegin = ownNanosUntilNow();
        began = System.nanoTime();
    }

    @Override
    public void end() {
        openNanos += System.nanoTime() - began;
        ownNanos += ownNanosUntilNow() - ownAtBegin;
        open = false;
    }

    /** Processor time of Headcount's threads. */
    private long ownNanosUntilNow() {
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
