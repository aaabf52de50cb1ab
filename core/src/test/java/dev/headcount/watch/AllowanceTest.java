package dev.headcount.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Allowance allowance = new Allowance(0);

    @Test
    void shouldLetWorkBegin() {
        assertEquals(0, allowance.waitNanos(0));
        allowance.spend(2 * SECOND);
        assertEquals(0, allowance.waitNanos(0));
    }

    @Test
    void shouldMakeWhatTookTooLongWaitAHundredTimesAsLong() {
        allowance.spend(3 * SECOND);
        assertEquals(100 * SECOND, allowance.waitNanos(0));
        assertEquals(50 * SECOND, allowance.waitNanos(50 * SECOND));
        assertEquals(0, allowance.waitNanos(100 * SECOND));
    }

    /** Work of 300 ms whenever there is something to spend. */
    @Test
    void shouldSpendAHundredthInTheLongRun() {
        long spent = 0;
        long now = 0;
        long end = 10_000 * SECOND;
        while (now < end) {
            long took = SECOND * 3 / 10;
            allowance.spend(took);
            spent += took;
            now += took;
            now += Math.max(SECOND, allowance.waitNanos(now));
        }
        long share = spent * 1000 / now;
        assertTrue(share <= 11, share + " thousandths");
        assertTrue(share >= 9, share + " thousandths");
    }
}
