package dev.headcount.agent.http;

import dev.headcount.thread.BackgroundThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the threads of the server. With the application's class loader Prometheus would follow the prometheus.properties that it
 * finds there; these have none of it.
 */
final class DaemonThreads implements ThreadFactory {

    private final AtomicInteger made = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
        return BackgroundThread.of("headcount-http-" + made.incrementAndGet(), task);
    }
}
