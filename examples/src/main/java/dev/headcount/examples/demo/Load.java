package dev.headcount.examples.demo;

import dev.headcount.examples.Http;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The shop's customers: two threads that send a steady 400 requests a second. */
final class Load implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int PERIOD_MILLISECONDS = 5; // of each thread
    private static final String[] CUSTOMERS = {"Ada", "Barbara", "Edsger", "Grace", "Leslie", "Niklaus", "Tony"};
    private static final String[] PRODUCTS = {"coffee", "milk", "sugar", "tea"};

    private final Http http;
    private final URI shop;
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);

    Load(Http http, URI shop) {
        this.http = http;
        this.shop = shop;
    }

    void start() {
        for (int i = 0; i < THREADS; i++) {
            var _ = threads.scheduleAtFixedRate(this::request, 0, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    /** Requests answered so far; throws what went wrong with the first one that was not. */
    long answered() {
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
        return answered.get();
    }

    /** Stops, and returns when the last request is answered. */
    @Override
    public void close() {
        threads.close();
    }

    private void request() {
        long number = started.getAndIncrement();
        String customer = "customer=" + CUSTOMERS[(int) (number % CUSTOMERS.length)];
        String product = "&product=" + PRODUCTS[(int) (number % PRODUCTS.length)];
        try {
            switch ((int) (number % 5)) {
                case 0, 1 -> http.send("POST", shop.resolve("/order?" + customer + product + "&quantity=1"));
                case 2, 3 -> http.get(shop.resolve("/orders?" + customer));
                default -> http.get(shop.resolve("/report?" + customer));
            }
            answered.incrementAndGet();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }
}
