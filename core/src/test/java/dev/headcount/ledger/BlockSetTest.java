package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BlockSetTest {

    private static final long BLOCK = 0x7f00_0000_1000L;

    private final BlockSet set = Books.opened().ledger.blockSet();

    @Test
    void shouldHoldABlockUntilItIsRemoved() {
        assertFalse(set.contains(BLOCK));
        set.add(BLOCK);
        assertTrue(set.contains(BLOCK));
        assertTrue(set.contains(BLOCK), "asking changes nothing");
        assertTrue(set.remove(BLOCK));
        assertFalse(set.remove(BLOCK));
    }

    @Test
    void shouldHoldABlockOnce() {
        set.add(BLOCK);
        set.add(BLOCK);
        assertTrue(set.remove(BLOCK));
        assertFalse(set.contains(BLOCK));
    }

    @Test
    void shouldTellManyBlocksApart() {
        int blocks = 100_000;
        for (int i = 0; i < blocks; i++) {
            set.add(BLOCK + i * 32L);
        }
        for (int i = 0; i < blocks; i++) {
            assertTrue(set.contains(BLOCK + i * 32L));
            assertFalse(set.contains(BLOCK + i * 32L + 16));
        }
    }
}
