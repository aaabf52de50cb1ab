package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LedgerClockTest {

    @Test
    void shouldStandStillUntilItIsSet() {
        LedgerClock clock = new LedgerClock();
        assertEquals(0, clock.seconds());
        clock.set(7);
        assertEquals(7, clock.seconds());
    }

    @Test
    void shouldGoByItselfOnceStarted() {
        Instant before = Instant.now();
        LedgerClock clock = LedgerClock.started();
        assertFalse(clock.began().isBefore(before));
        assertFalse(clock.began().isAfter(Instant.now()));
        assertTimeoutPreemptively(Duration.ofSeconds(8), () -> {
            while (clock.seconds() == 0) {
                Thread.onSpinWait();
            }
        });
        assertTrue(Duration.between(before, Instant.now()).toMillis() >= 1000, "not before its time");
    }

    /** Where it cannot pause any more it would take a whole processor. */
    @Test
    void shouldStillPauseAfterItWasInterrupted() {
        AtomicInteger ticks = new AtomicInteger();
        LedgerClock clock = LedgerClock.started();
        clock.onTick(() -> {
            if (ticks.incrementAndGet() == 1) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
        assertTimeoutPreemptively(Duration.ofSeconds(8), () -> {
            while (clock.seconds() == 0) {
                Thread.onSpinWait();
            }
        });
        assertTrue(ticks.get() < 100, ticks + " ticks in a second");
    }
}
