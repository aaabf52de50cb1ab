package dev.headcount.agent.http;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads that no JVM waits for. The JDK's own factory of such threads costs 5 ms when it is first used. */
final class DaemonThreads implements ThreadFactory {

    private final AtomicInteger made = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "headcount-http-" + made.incrementAndGet());
        thread.setDaemon(true);
        // Not the application's: Prometheus would follow the prometheus.properties that it finds there.
        thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
        return thread;
    }
}
