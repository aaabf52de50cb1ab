package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The test plays all threads itself: each is the record of its counter page. */
class PeakMeterTest {

    private static final long SEED = Long.getLong("headcount.seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private final PeakMeter meter = new PeakMeter();
    private final List<Long> records = new ArrayList<>();

    private long live;
    private long truePeak;

    private void threads(int count) {
        for (int i = 0; i < count; i++) {
            records.add(CounterPage.owned(i, new AtomicLong()).library(0));
        }
    }

    private long measured() {
        long highest = 0;
        for (long each : records) {
            highest = Math.max(highest, Memory.getLong(each + CounterRecord.HIGHEST));
        }
        return meter.peak(highest);
    }

    private void grew(int thread, long bytes) {
        meter.grew(false, records.get(thread), bytes);
        live += bytes;
        truePeak = Math.max(truePeak, live);
    }

    private void shrank(int thread, long bytes) {
        meter.shrank(false, records.get(thread), bytes);
        live -= bytes;
    }

    @Test
    void shouldBeZeroAtFirst() {
        threads(1);
        assertEquals(0, measured());
    }

    @Test
    void shouldRememberThePeakAfterItIsOver() {
        threads(1);
        grew(0, 100);
        grew(0, 200);
        shrank(0, 250);
        grew(0, 100);
        assertEquals(300, measured());
        grew(0, 200);
        assertEquals(350, measured());
    }

    @Test
    void shouldBeExactOnOneThread() {
        threads(1);
        for (int step = 0; step < 200_000; step++) {
            long bytes = random.nextInt(100) == 0 ? random.nextInt(1 << 20) : random.nextInt(4096);
            if (random.nextInt(100) < 50 + 20 * Math.sin(step / 5000.0)) {
                grew(0, bytes);
            } else {
                shrank(0, Math.min(live, bytes));
            }
            assertEquals(truePeak, measured(), () -> "-Dheadcount.seed=" + SEED);
        }
    }

    @Test
    void shouldBeExactForLargeBlocksOfManyThreads() {
        threads(4);
        for (int thread = 0; thread < 4; thread++) {
            grew(thread, PeakMeter.QUANTUM);
        }
        shrank(0, PeakMeter.QUANTUM);
        assertEquals(4 * PeakMeter.QUANTUM, measured());
    }

    @Test
    void shouldBeWithinAQuantumForEachOfSeveralThreads() {
        int threads = 4;
        threads(threads);
        long mostOff = threads * PeakMeter.QUANTUM;
        for (int step = 0; step < 200_000; step++) {
            int thread = random.nextInt(threads);
            long bytes = random.nextInt(20) == 0 ? random.nextInt(1 << 18) : random.nextInt(4096);
            if (random.nextInt(100) < 50 + 20 * Math.sin(step / 5000.0)) {
                grew(thread, bytes);
            } else {
                shrank(thread, Math.min(live, bytes)); // mostly blocks of the others
            }
            long off = Math.abs(measured() - truePeak);
            assertTrue(off <= mostOff, () -> off + " bytes off, -Dheadcount.seed=" + SEED);
        }
    }

    @Test
    void shouldBeExactForThreadsThatShareAPage() {
        meter.grew(true, 0, 100);
        meter.grew(true, 0, 50);
        meter.shrank(true, 0, 120);
        meter.grew(true, 0, 10);
        assertEquals(150, meter.peak(0));
    }
}
