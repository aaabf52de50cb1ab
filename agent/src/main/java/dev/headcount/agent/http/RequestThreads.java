package dev.headcount.agent.http;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read the requests and answer them. They are so many that a scrape finds one free although others are at a
 * long report, or wait for whoever does not finish a request; a second after the last request there are none.
 */
final class RequestThreads extends ThreadPoolExecutor {

    static final int MOST = 32;
    private static final int IDLE_SECONDS = 1;

    private Timeouts timeouts;

    RequestThreads(ThreadFactory daemons) {
        super(MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons);
        allowCoreThreadTimeOut(true);
    }

    /** The server reads the request as part of the task. */
    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        timeouts().reading();
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
        timeouts().over();
    }

    /** Made for the first request. */
    synchronized Timeouts timeouts() {
        if (timeouts == null) {
            timeouts = new Timeouts(getThreadFactory(), System::nanoTime);
        }
        return timeouts;
    }
}
