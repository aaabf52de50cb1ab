package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.ledger.LiveBlockTable.Put;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveBlockTableTest {

    private static final long ROOM = 1L << 30;
    private static final long PAGE = 4096;
    private static final long BLOCK = 0x7f00_0000_1000L;
    private static final long HEADS = LiveBlockTable.SHARDS * TableShard.BYTES;

    private final LiveBlockTable table = new LiveBlockTable(ROOM, new DeadBlocks());
    private final BlockFacts facts = new BlockFacts();

    private static void assertFacts(BlockFacts facts, long address, long size, int site, int born) {
        assertEquals(address, facts.address);
        assertEquals(size, facts.size);
        assertEquals(site, facts.site);
        assertEquals(born, facts.born);
    }

    @Test
    void shouldGiveBackWhatItWasTold() {
        assertEquals(Put.NEW, table.put(BLOCK, 60, 7, 3, facts));
        assertTrue(table.take(BLOCK, facts));
        assertFacts(facts, BLOCK, 60, 7, 3);
    }

    @Test
    void shouldKnowABlockOnlyOnce() {
        table.put(BLOCK, 60, 7, 3, facts);
        assertTrue(table.take(BLOCK, facts));
        assertFalse(table.take(BLOCK, facts));
    }

    @Test
    void shouldNotKnowWhatItWasNeverTold() {
        assertFalse(table.take(BLOCK, facts));
        table.put(BLOCK, 60, 7, 3, facts);
        assertFalse(table.take(BLOCK + 16, facts));
    }

    @Test
    void shouldKeepTheLargestFactsThereAre() {
        table.put(BLOCK, Long.MAX_VALUE, Integer.MAX_VALUE, -1, facts);
        assertTrue(table.take(BLOCK, facts));
        assertFacts(facts, BLOCK, Long.MAX_VALUE, Integer.MAX_VALUE, -1);
        assertEquals(Integer.MAX_VALUE, facts.bornSeconds());
        assertFalse(BlockSlot.isChecked(facts.born));
    }

    @Test
    void shouldSayWhatItReplaces() {
        table.put(BLOCK, 60, 7, 3, facts);
        assertEquals(Put.REPLACED, table.put(BLOCK, 61, 8, 4, facts));
        assertFacts(facts, BLOCK, 60, 7, 3);
        assertTrue(table.take(BLOCK, facts));
        assertFacts(facts, BLOCK, 61, 8, 4);
        assertFalse(table.take(BLOCK, facts));
    }

    @Test
    void shouldRefuseABlockThatFindsItsShardFull() {
        long firstSlots = 8 * BlockSlot.BYTES; // of one shard
        LiveBlockTable tiny = new LiveBlockTable(HEADS + firstSlots, new DeadBlocks());
        int taken = 0;
        while (tiny.put(BLOCK + 16L * taken, 60, 7, 3, facts) == Put.NEW) {
            taken++;
        }
        assertEquals(7, taken, "one slot must stay free for a search to end");
        assertFacts(facts, BLOCK + 16L * 7, 60, 7, 3);
        assertEquals(Put.REFUSED, tiny.put(BLOCK + PAGE, 61, 8, 4, facts), "no room for a second shard");
        assertFacts(facts, BLOCK + PAGE, 61, 8, 4);
        assertFalse(tiny.take(BLOCK + PAGE, facts));
        for (int i = 0; i < taken; i++) {
            assertTrue(tiny.take(BLOCK + 16L * i, facts), "those that were there first stay");
        }
        assertEquals(Put.NEW, tiny.put(BLOCK, 60, 7, 3, facts), "room again");
        assertTrue(tiny.bytes() <= HEADS + firstSlots);
    }

    @Test
    void shouldForgetTheFormerLifeOfABlockThatItRefuses() {
        DeadBlocks dead = new DeadBlocks();
        dead.add(BLOCK, 7, 11);
        assertEquals(Put.REFUSED, new LiveBlockTable(1, dead).put(BLOCK, 60, 7, 3, facts));
        assertFalse(dead.contains(BLOCK), "its free is no double free");
    }

    @Test
    void shouldStayWithinItsBound() {
        long maxBytes = HEADS + 100_000;
        LiveBlockTable bounded = new LiveBlockTable(maxBytes, new DeadBlocks());
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            if (bounded.put(BLOCK + 64L * i, 60, 7, 3, facts) == Put.REFUSED) {
                refused++;
            }
        }
        assertTrue(refused > 10_000, "refused " + refused);
        assertTrue(bounded.bytes() <= maxBytes, "bytes " + bounded.bytes());
    }

    @Test
    void shouldGiveMemoryBackWhenMostBlocksAreGone() {
        long empty = table.bytes();
        for (int i = 0; i < 4000; i++) {
            table.put(BLOCK + i, 1, 7, 3, facts); // all in one shard
        }
        long full = table.bytes() - empty;
        for (int i = 0; i < 3990; i++) {
            assertTrue(table.take(BLOCK + i, facts));
        }
        long shrunk = table.bytes() - empty;
        assertTrue(shrunk < full / 30, shrunk + " of " + full);
        for (int i = 3990; i < 4000; i++) {
            assertTrue(table.take(BLOCK + i, facts));
        }
    }

    @Test
    void shouldFindTheBlockThatAPointerPointsInto() {
        table.put(BLOCK, 100, 7, 3, facts);
        assertTrue(table.findAround(BLOCK + 1, facts));
        assertFacts(facts, BLOCK, 100, 7, 3);
        assertTrue(table.findAround(BLOCK + 99, facts));
        assertFalse(table.findAround(BLOCK, facts), "its start is not inside");
        assertFalse(table.findAround(BLOCK + 100, facts), "neither is its end");
        assertFalse(table.findAround(BLOCK - 1, facts));
        assertTrue(table.take(BLOCK, facts), "it was only looked at");
    }

    @Test
    void shouldFindABlockThatStartsSomePagesBefore() {
        table.put(BLOCK + 48, 100 * PAGE, 7, 3, facts);
        assertTrue(table.findAround(BLOCK + 3 * PAGE, facts));
        assertTrue(table.findAround(BLOCK + 5 * PAGE - 1, facts));
        assertFalse(table.findAround(BLOCK + 5 * PAGE, facts), "four pages, no more");
    }

    @Test
    void shouldShowEveryBlockOnce() {
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            long address = BLOCK + 48L * i;
            table.put(address, i, i, i, facts);
            expected.add(address);
        }
        Set<Long> shown = new HashSet<>();
        table.forEach(block -> {
            assertTrue(shown.add(block.address));
            int i = (int) ((block.address - BLOCK) / 48);
            assertFacts(block, block.address, i, i, i);
        });
        assertEquals(expected, shown);
    }

    @Test
    void shouldKeepOldSlotsOnlyAsLongAsAReaderIsAtWork() {
        LiveBlockTable unread = new LiveBlockTable(ROOM, new DeadBlocks());
        table.put(BLOCK + 1_000_000, 60, 7, 3, facts);
        unread.put(BLOCK + 1_000_000, 60, 7, 3, facts);
        BlockFacts other = new BlockFacts();
        table.forEach(_ -> {
            for (int i = 0; i < 1000; i++) {
                table.put(BLOCK + i, 1, 7, 3, other);
                unread.put(BLOCK + i, 1, 7, 3, other);
            }
            assertTrue(table.bytes() > unread.bytes(), "slots that were outgrown are kept, and counted");
        });
        assertEquals(unread.bytes(), table.bytes());
    }
}
