package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.memory.Libc;
import org.junit.jupiter.api.Test;

/** What is freed too late shows in {@link RetiredSlots#bytes}; what is freed too early or twice, glibc tells by aborting. */
class RetiredSlotsTest {

    private static final long BYTES = 240;

    private final RetiredSlots retired = new RetiredSlots();

    private void retire() {
        retired.retire(Libc.calloc(1, BYTES), BYTES);
    }

    @Test
    void shouldKeepNothingWhileNobodyReads() {
        retire();
        assertEquals(0, retired.bytes());
    }

    @Test
    void shouldKeepSlotsUntilTheReaderLeaves() {
        retired.enterReader();
        retire();
        retire();
        assertEquals(2 * BYTES, retired.bytes());
        retired.exitReader();
        assertEquals(0, retired.bytes());
    }

    @Test
    void shouldKeepSlotsUntilTheLastReaderLeaves() {
        retired.enterReader();
        retire();
        retired.enterReader();
        retired.exitReader();
        assertEquals(BYTES, retired.bytes());
        retire();
        retired.exitReader();
        assertEquals(0, retired.bytes());
    }

    @Test
    void shouldFreeAtOnceAgainAfterTheLastReader() {
        retired.enterReader();
        retired.exitReader();
        retire();
        assertEquals(0, retired.bytes());
    }
}
