package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LedgerOptionsTest {

    @Test
    void shouldChangeOneThingAtATime() {
        assertEquals(
                new LedgerOptions(false, 64, 7, 8, true, BlockListing.ALL),
                LedgerOptions.DEFAULT
                        .withStacks(false)
                        .withMaxSites(7)
                        .withMaxTableBytes(8)
                        .withPassOnDamage(true)
                        .withListing(BlockListing.ALL));
    }

    @Test
    void shouldRefuseWhatNoLedgerCanDo() {
        assertThrows(IllegalArgumentException.class, () -> new LedgerOptions(true, 0, 1, 1, false, BlockListing.OFF));
        assertThrows(IllegalArgumentException.class, () -> LedgerOptions.DEFAULT.withMaxTableBytes(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Ledger(LedgerOptions.DEFAULT.withMaxSites(0), new LedgerClock()));
    }
}
