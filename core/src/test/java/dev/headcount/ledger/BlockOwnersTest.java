package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockOwnersTest {

    private static final long BLOCK = 0x7f00_0000_1000L;
    private static final long PAGE = 4096;

    private final BlockOwners ofFew = BlockOwners.ofFew();
    private final BlockOwners owners = ofFew.forMany();

    /** An address whose hint takes the place of the one of {@code address}. */
    static long rivalOf(long address) {
        BlockOwners owners = BlockOwners.ofFew();
        owners.set(address, 1);
        long rival = address;
        while (owners.of(address) == 1) {
            rival += PAGE;
            owners.set(rival, 2);
        }
        return rival;
    }

    @Test
    void shouldSayForCertainWhereNobodyAllocated() {
        assertEquals(BlockOwners.NONE, owners.of(BLOCK));
        owners.set(BLOCK, 0);
        assertEquals(0, owners.of(BLOCK));
        assertEquals(BlockOwners.NONE, owners.of(BLOCK + 32));
    }

    @Test
    void shouldNameTheLastOwner() {
        owners.set(BLOCK, 3);
        owners.set(BLOCK, 4);
        assertEquals(4, owners.of(BLOCK));
    }

    /** Where threads share an arena their blocks lie side by side. */
    @Test
    void shouldTellEveryBlockOfAPageFromTheOthers() {
        for (int i = 0; i < PAGE / 32; i++) {
            owners.set(BLOCK + 32L * i, i);
        }
        for (int i = 0; i < PAGE / 32; i++) {
            assertEquals(i, owners.of(BLOCK + 32L * i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_534, 65_535, 65_536, 1_000_000})
    void shouldNotSayNobodyWithVeryManyThreads(int owner) {
        owners.set(BLOCK, owner);
        assertNotEquals(BlockOwners.NONE, owners.of(BLOCK));
    }

    @Test
    void shouldKnowWithManyThreadsWhatItWasToldWithFew() {
        ofFew.set(BLOCK, 7);
        assertEquals(7, owners.of(BLOCK));
        owners.set(BLOCK, 8);
        assertEquals(8, owners.of(BLOCK));
        assertEquals(7, ofFew.of(BLOCK));
    }

    @Test
    void shouldNameTheLastOwnerOfAPageWithFewThreads() {
        assertEquals(BlockOwners.NONE, ofFew.of(BLOCK));
        ofFew.set(BLOCK, 3);
        ofFew.set(BLOCK + 64, 4);
        assertEquals(4, ofFew.of(BLOCK));
        assertEquals(BlockOwners.NONE, ofFew.of(BLOCK + PAGE));
    }

    @Test
    void shouldTakeMoreMemoryOnce() {
        assertEquals(64 << 10, ofFew.bytes());
        assertEquals((64 << 10) + (1 << 20), owners.bytes());
        assertEquals((64 << 10) + (1 << 20), owners.forMany().bytes());
    }

    @Test
    void shouldRememberThousandsOfOwners() {
        int blocks = 50_000; // 200 threads have so many young ones
        for (int i = 0; i < blocks; i++) {
            owners.set(BLOCK + 208L * i, i % 200);
        }
        int right = 0;
        for (int i = 0; i < blocks; i++) {
            right += owners.of(BLOCK + 208L * i) == i % 200 ? 1 : 0;
        }
        assertEquals(blocks, right, blocks * 0.2);
    }
}
