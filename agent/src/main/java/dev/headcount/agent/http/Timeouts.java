package dev.headcount.agent.http;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Closes the connection of whoever keeps a thread waiting: a request has to be there within {@value #READ_SECONDS} seconds, and
 * its answer taken within {@value #WRITE_SECONDS}. The JDK's server could do so itself, but only for all servers of the JVM, the
 * application's too.
 *
 * <p><b>Who waits, who pays.</b> A thread notes when its time is over, and waits for nobody. One more thread, which is there
 * while there are requests, looks once a second and interrupts those that are late: that closes the channel they wait for.
 */
final class Timeouts implements Runnable {

    static final int READ_SECONDS = 5; // half of what Prometheus waits for a scrape
    static final int WRITE_SECONDS = 60;

    private static final long LOOK_MILLIS = 1_000;

    private final ThreadFactory threads;
    private final LongSupplier nanoClock;
    private final Map<Thread, Long> dueNanos = new HashMap<>();
    private boolean isWatched;

    Timeouts(ThreadFactory threads, LongSupplier nanoClock) {
        this.threads = threads;
        this.nanoClock = nanoClock;
    }

    /** This thread begins to wait for a request. */
    void reading() {
        begin(READ_SECONDS);
    }

    /** This thread begins to wait for somebody to take an answer. */
    void writing() {
        begin(WRITE_SECONDS);
    }

    private synchronized void begin(int seconds) {
        over();
        dueNanos.put(Thread.currentThread(), nanoClock.getAsLong() + TimeUnit.SECONDS.toNanos(seconds));
        if (!isWatched) {
            threads.newThread(this).start();
            isWatched = true;
        }
    }

    /** This thread waits for nobody any more. */
    synchronized void over() {
        dueNanos.remove(Thread.currentThread());
        Thread.interrupted(); // that came at the last moment would close the channel that is written to next
    }

    @Override
    public synchronized void run() {
        try {
            while (!dueNanos.isEmpty()) {
                interruptLate();
                wait(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            isWatched = false;
        }
    }

    synchronized void interruptLate() {
        long now = nanoClock.getAsLong();
        Iterator<Map.Entry<Thread, Long>> each = dueNanos.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Thread, Long> next = each.next();
            if (next.getValue() - now <= 0) {
                next.getKey().interrupt();
                each.remove();
            }
        }
    }
}
