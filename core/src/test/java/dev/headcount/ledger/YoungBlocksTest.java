package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YoungBlocksTest {

    private static final long BLOCK = 0x7f00_0000_1000L;

    private final YoungBlocks young = YoungBlocks.few();
    private final BlockFacts facts = new BlockFacts();

    private void fill(long address, long size, int site, int born) {
        YoungBlocks.fill(young.slot(address), address, size, site, born);
    }

    private void assertFacts(long address, long size, int site, int born) {
        assertEquals(address, facts.address);
        assertEquals(size, facts.size);
        assertEquals(site, facts.site);
        assertEquals(born, facts.born);
    }

    @Test
    void shouldGiveTheOwnerItsBlockBack() {
        fill(BLOCK, 60, 7, 3);
        assertEquals(BLOCK, YoungBlocks.addressIn(young.slot(BLOCK)));
        assertTrue(young.take(BLOCK, facts));
        assertFacts(BLOCK, 60, 7, 3);
        assertEquals(BlockSlot.FREE, YoungBlocks.addressIn(young.slot(BLOCK)));
        assertFalse(young.take(BLOCK, facts));
    }

    @Test
    void shouldGiveAnotherThreadTheBlockOnce() {
        fill(BLOCK, 60, 7, 3);
        assertTrue(young.takeShared(BLOCK, facts));
        assertFacts(BLOCK, 60, 7, 3);
        assertFalse(young.takeShared(BLOCK, facts));
        assertFalse(young.clear(BLOCK));
    }

    @Test
    void shouldNotGiveABlockThatMovedOut() {
        fill(BLOCK, 60, 7, 3);
        young.read(BLOCK, facts);
        assertFacts(BLOCK, 60, 7, 3);
        assertTrue(young.clear(BLOCK));
        assertFalse(young.takeShared(BLOCK, facts));
        assertFalse(young.take(BLOCK, facts));
    }

    @Test
    void shouldNotTakeOneBlockForAnotherInTheSameSlot() {
        long rival = BLOCK + 16;
        while (young.slot(rival) != young.slot(BLOCK)) {
            rival += 16;
        }
        fill(BLOCK, 60, 7, 3);
        assertFalse(young.take(rival, facts));
        assertFalse(young.takeShared(rival, facts));
        assertFalse(young.clear(rival));
        assertTrue(young.take(BLOCK, facts));
    }

    /** A thread's blocks lie side by side; those must not all want the same slot. */
    @Test
    void shouldSpreadTheBlocksOfAPage() {
        for (int distance : new int[] {16, 32, 48, 64, 128, 1024, 4096}) {
            Map<Long, Integer> slots = new HashMap<>();
            for (int i = 0; i < YoungBlocks.SLOTS; i++) {
                slots.merge(young.slot(BLOCK + (long) distance * i), 1, Integer::sum);
            }
            assertTrue(slots.size() > YoungBlocks.SLOTS / 2, distance + " bytes apart: " + slots.size() + " slots");
        }
    }

    @Test
    void shouldShowItsBlocks() {
        fill(BLOCK, 60, 7, 3);
        fill(BLOCK + 16, 61, 8, 4);
        List<Long> shown = new ArrayList<>();
        young.forEach(block -> shown.add(block.address), facts);
        shown.sort(null);
        assertEquals(List.of(BLOCK, BLOCK + 16), shown);
    }

    @Test
    void shouldFindTheBlockThatAPointerPointsInto() {
        fill(BLOCK, 60, 7, 3);
        assertTrue(young.findAround(BLOCK + 59, facts));
        assertFacts(BLOCK, 60, 7, 3);
        assertFalse(young.findAround(BLOCK + 60, facts));
        assertFalse(young.findAround(BLOCK, facts));
    }
}
