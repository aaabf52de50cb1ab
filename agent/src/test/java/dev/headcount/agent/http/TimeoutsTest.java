package dev.headcount.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** This thread is one that waits for somebody who asks; nobody looks but the test. */
class TimeoutsTest {

    private static final long START =
            Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2); // as the JDK's clock may, it runs over

    private final List<Runnable> watching = new ArrayList<>();
    private long nanos = START;
    private final Timeouts timeouts = new Timeouts(this::neverRun, () -> nanos);

    private Thread neverRun(Runnable task) {
        watching.add(task);
        return new Thread(() -> {});
    }

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void shouldGiveUpARequestThatDoesNotCome() {
        timeouts.reading();

        assertFalse(isInterruptedAfter(Timeouts.READ_SECONDS - 1));
        assertTrue(isInterruptedAfter(Timeouts.READ_SECONDS));
    }

    @Test
    void shouldGiveUpAnAnswerThatNobodyTakes() {
        timeouts.reading();
        timeouts.writing();

        assertFalse(isInterruptedAfter(Timeouts.WRITE_SECONDS - 1));
        assertTrue(isInterruptedAfter(Timeouts.WRITE_SECONDS));
    }

    @Test
    void shouldLetAnAnswerTakeItsTimeToBeWorkedOut() {
        timeouts.reading();
        timeouts.over();

        assertFalse(isInterruptedAfter(1_000));
    }

    @Test
    void shouldInterruptNobodyTwice() {
        timeouts.reading();
        assertTrue(isInterruptedAfter(10));

        assertTrue(Thread.interrupted());
        assertFalse(isInterruptedAfter(1_000));
    }

    @Test
    void shouldSpareARequestThatCameAtTheLastMoment() {
        timeouts.reading();
        assertTrue(isInterruptedAfter(10));

        timeouts.writing();

        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void shouldWatchOnlyWhileThereAreRequests() {
        timeouts.reading();
        timeouts.writing();
        assertEquals(1, watching.size());

        timeouts.over();
        watching.getFirst().run(); // which returns

        timeouts.reading();
        assertEquals(2, watching.size());
    }

    private boolean isInterruptedAfter(long seconds) {
        nanos = START + TimeUnit.SECONDS.toNanos(seconds);
        timeouts.interruptLate();
        return Thread.currentThread().isInterrupted();
    }
}
