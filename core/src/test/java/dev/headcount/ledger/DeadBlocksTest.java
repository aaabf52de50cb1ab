package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadBlocksTest {

    private static final long BLOCK = 0x7f00_0000_1000L;

    private final DeadBlocks dead = new DeadBlocks();

    @Test
    void shouldRememberWhereABlockWasBornAndFreed() {
        dead.add(BLOCK, 7, 11);
        assertTrue(dead.contains(BLOCK));
        assertEquals(7, dead.bornAt(BLOCK));
        assertEquals(11, dead.freedIn(BLOCK));
    }

    @Test
    void shouldNotTakeANeighbourForDead() {
        dead.add(BLOCK, 7, 11);
        assertFalse(dead.contains(BLOCK + 16));
        assertFalse(dead.contains(BLOCK - 16));
    }

    @Test
    void shouldForgetABlockThatLivesAgain() {
        dead.add(BLOCK, 7, 11);
        dead.forget(BLOCK);
        assertFalse(dead.contains(BLOCK));
    }

    @Test
    void shouldForgetNoOtherBlockInItsPlace() {
        long lodger = BLOCK + 16;
        dead.add(BLOCK, 7, 11);
        for (; dead.contains(BLOCK); lodger += 16) {
            dead.add(lodger, 8, 12);
        }
        dead.forget(BLOCK);
        assertTrue(dead.contains(lodger - 16));
    }

    /** Blocks of one size lie side by side; they must not all want the same slots. */
    @ParameterizedTest
    @ValueSource(longs = {16, 32, 48, 64, 96, 112, 208, 336, 1008, 1040, 4096})
    void shouldRememberThousandsOfFreesBack(long distance) {
        int frees = DeadBlocks.SLOTS / 4;
        for (int i = 0; i < frees; i++) {
            dead.add(BLOCK + distance * i, 7, 11);
        }
        int known = 0;
        for (int i = 0; i < frees; i++) {
            known += dead.contains(BLOCK + distance * i) ? 1 : 0;
        }
        assertTrue(known > frees * 0.8, known + " of " + frees);
    }
}
