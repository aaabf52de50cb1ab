package dev.headcount.ledger;

import java.util.concurrent.atomic.AtomicLong;

/** Errors of our own that the application does not hear of: how many, and the first one. For any thread; never throws. */
final class Faults {

    private final AtomicLong count = new AtomicLong();
    private volatile Throwable first;

    /** Something was not recorded. */
    void add(Throwable thrown) {
        if (count.getAndIncrement() == 0) {
            first = thrown;
        }
    }

    /** Around a downcall nothing is lost yet, and a stack that is full is the application's, which will hear of it. */
    void addAroundDowncall(Throwable thrown) {
        if (!(thrown instanceof StackOverflowError)) {
            add(thrown);
        }
    }

    long count() {
        return count.get();
    }

    /** Null as long as there was none. */
    Throwable first() {
        return first;
    }
}
