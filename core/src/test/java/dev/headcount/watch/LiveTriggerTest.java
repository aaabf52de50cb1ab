package dev.headcount.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LiveTriggerTest {

    private static final long MIB = 1 << 20;

    @Test
    void shouldBePulledBySize() {
        LiveTrigger trigger = new LiveTrigger.Size(100);

        assertFalse(trigger.isPulled(1, 99));
        assertTrue(trigger.isPulled(2, 100));
    }

    @Test
    void shouldBePulledByGrowthWithinAMinute() {
        LiveTrigger trigger = new LiveTrigger.Growth(20);

        assertEquals(-1, firstPull(trigger, 0, 100, _ -> 100 * MIB));
        assertFalse(trigger.isPulled(101, 119 * MIB));
        assertTrue(trigger.isPulled(102, 120 * MIB));
    }

    @Test
    void shouldNotBePulledByTheSameGrowthInMoreTime() {
        assertEquals(-1, firstPull(new LiveTrigger.Growth(20), 0, 3_000, second -> 100 * MIB + second * MIB / 10));
    }

    @Test
    void shouldSeeGrowthThatComesLittleByLittle() {
        long pulled = firstPull(new LiveTrigger.Growth(20), 0, 1_000, second -> 100 * MIB + second * MIB / 2);

        assertEquals(60, pulled, "30 MiB a minute, from the first minute on");
    }

    @Test
    void shouldMeasureFromTheLowestPointOfTheMinute() {
        LiveTrigger trigger = new LiveTrigger.Growth(50);
        firstPull(trigger, 0, 100, _ -> 100 * MIB);

        assertFalse(trigger.isPulled(101, 60 * MIB));
        assertTrue(trigger.isPulled(110, 90 * MIB));
    }

    @Test
    void shouldNotCallItGrowthWhereThereWasNextToNothing() {
        LiveTrigger trigger = new LiveTrigger.Growth(20);
        firstPull(trigger, 0, 300, _ -> 1_000);

        assertEquals(-1, firstPull(trigger, 300, 359, second -> second * MIB));
        assertTrue(trigger.isPulled(360, 1_000 * MIB));
    }

    @Test
    void shouldSeeGrowthWhereReadingsAreMissing() {
        LiveTrigger trigger = new LiveTrigger.Growth(20);

        assertFalse(trigger.isPulled(0, 100 * MIB));
        assertFalse(trigger.isPulled(45, 100 * MIB));
        assertTrue(trigger.isPulled(95, 200 * MIB));
    }

    private interface Curve {
        long bytesAt(long second);
    }

    /** The first second at which it was pulled, or -1. */
    private static long firstPull(LiveTrigger trigger, long from, long to, Curve curve) {
        for (long second = from; second < to; second++) {
            if (trigger.isPulled(second, curve.bytesAt(second))) {
                return second;
            }
        }
        return -1;
    }
}
