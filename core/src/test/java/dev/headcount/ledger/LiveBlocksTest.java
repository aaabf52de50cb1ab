package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.ledger.LiveBlockTable.Put;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Young blocks and the table together. The test plays all threads itself; their threads only have to be alive. */
class LiveBlocksTest {

    private static final long BLOCK = 0x7f00_0000_1000L;
    private static final int MORE_THAN_YOUNG = 2 * YoungBlocks.SLOTS;

    private final CounterPages pages = new CounterPages();
    private final LiveBlockTable table = new LiveBlockTable(1L << 30, new DeadBlocks());
    private final LiveBlocks blocks = new LiveBlocks(table, pages);
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> parked = new ArrayList<>();

    private final ThreadState mine = thread();
    private final ThreadState other = thread();
    private final ThreadState virtual = new ThreadState(CounterPage.shared(new AtomicLong()));
    private final BlockFacts facts = new BlockFacts();

    private ThreadState thread() {
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        parked.add(thread);
        return blocks.begin(thread);
    }

    @AfterEach
    void endThreads() throws InterruptedException {
        over.countDown();
        for (Thread thread : parked) {
            thread.join();
        }
    }

    private void assertFacts(long address, long size, int site, int born) {
        assertEquals(address, facts.address);
        assertEquals(size, facts.size);
        assertEquals(site, facts.site);
        assertEquals(born, facts.born);
    }

    @Test
    void shouldTakeAYoungBlockOnItsOwnThread() {
        assertEquals(Put.NEW, blocks.put(mine, BLOCK, 60, 7, 3, facts));
        assertFalse(table.take(BLOCK, facts), "it is young");
        assertTrue(blocks.take(mine, BLOCK, facts));
        assertFacts(BLOCK, 60, 7, 3);
        assertFalse(blocks.take(mine, BLOCK, facts));
    }

    @Test
    void shouldTakeAYoungBlockOfAnotherThread() {
        blocks.put(mine, BLOCK, 60, 7, 3, facts);
        assertTrue(blocks.take(other, BLOCK, facts));
        assertFacts(BLOCK, 60, 7, 3);
        assertFalse(blocks.take(mine, BLOCK, facts));
        assertFalse(blocks.take(other, BLOCK, facts));
    }

    @Test
    void shouldTakeAYoungBlockOnAVirtualThread() {
        blocks.put(mine, BLOCK, 60, 7, 3, facts);
        assertTrue(blocks.take(virtual, BLOCK, facts));
        assertFacts(BLOCK, 60, 7, 3);
    }

    @Test
    void shouldTakeTheBlockOfAVirtualThread() {
        assertEquals(Put.NEW, blocks.put(virtual, BLOCK, 60, 7, 3, facts));
        assertTrue(blocks.take(mine, BLOCK, facts));
        assertFacts(BLOCK, 60, 7, 3);
    }

    @Test
    void shouldFindABlockWhoseHintIsWrong() {
        ThreadState third = thread();
        long rival = BlockOwnersTest.rivalOf(BLOCK);
        blocks.put(mine, BLOCK, 60, 7, 3, facts);
        blocks.put(other, rival, 61, 8, 4, facts); // now both count as the other's
        assertTrue(blocks.take(third, BLOCK, facts));
        assertFacts(BLOCK, 60, 7, 3);
        assertTrue(blocks.take(third, rival, facts));
        assertFacts(rival, 61, 8, 4);
    }

    @Test
    void shouldFindTheBlocksOfManyThreads() {
        List<ThreadState> threads = new ArrayList<>(List.of(mine, other));
        blocks.put(mine, BLOCK, 60, 0, 3, facts);
        while (threads.size() <= BlockOwners.FEW_THREADS + 1) {
            ThreadState next = thread();
            blocks.put(next, BLOCK + 48L * threads.size(), 60, threads.size(), 3, facts);
            threads.add(next);
        }
        assertTrue(blocks.take(other, BLOCK, facts));
        assertFacts(BLOCK, 60, 0, 3);
        for (int i = 2; i < threads.size(); i++) {
            assertTrue(blocks.take(other, BLOCK + 48L * i, facts));
            assertFacts(BLOCK + 48L * i, 60, i, 3);
        }
    }

    @Test
    void shouldMoveOlderBlocksToTheTableAndFindThem() {
        for (int i = 0; i < MORE_THAN_YOUNG; i++) {
            assertEquals(Put.NEW, blocks.put(mine, BLOCK + 16L * i, 60 + i, i, i, facts));
        }
        int settled = 0;
        for (int i = 0; i < MORE_THAN_YOUNG; i++) {
            if (table.take(BLOCK + 16L * i, facts)) {
                settled++;
                blocks.put(virtual, BLOCK + 16L * i, facts.size, facts.site, facts.born, facts);
            }
        }
        assertTrue(settled >= MORE_THAN_YOUNG - YoungBlocks.SLOTS, "settled in the table " + settled);
        for (int i = 0; i < MORE_THAN_YOUNG; i++) {
            assertTrue(blocks.take(i % 2 == 0 ? mine : other, BLOCK + 16L * i, facts));
            assertFacts(BLOCK + 16L * i, 60 + i, i, i);
        }
    }

    @Test
    void shouldSayWhichYoungBlockItReplaces() {
        blocks.put(mine, BLOCK, 60, 7, 3, facts);
        assertEquals(Put.REPLACED, blocks.put(mine, BLOCK, 61, 8, 4, facts));
        assertFacts(BLOCK, 60, 7, 3);
        assertTrue(blocks.take(mine, BLOCK, facts));
        assertFacts(BLOCK, 61, 8, 4);
    }

    /** A free that was not seen is noticed when the newer block settles where the older one is. */
    @Test
    void shouldSayWhichSettledBlockItReplaces() {
        blocks.put(virtual, BLOCK, 60, 7, 3, facts);
        assertEquals(Put.NEW, blocks.put(mine, BLOCK, 61, 8, 4, facts));
        Put answer = Put.NEW;
        for (int i = 1; answer == Put.NEW; i++) {
            answer = blocks.put(mine, BLOCK + 16L * i, 1, 1, 1, facts);
        }
        assertEquals(Put.REPLACED, answer);
        assertFacts(BLOCK, 60, 7, 3);
        assertTrue(blocks.take(mine, BLOCK, facts));
        assertFacts(BLOCK, 61, 8, 4);
        assertFalse(blocks.take(mine, BLOCK, facts));
    }

    @Test
    void shouldSayWhichBlockFoundNoRoom() {
        LiveBlocks full = new LiveBlocks(new LiveBlockTable(1, new DeadBlocks()), pages);
        Set<Long> entered = new HashSet<>();
        for (int i = 0; i < MORE_THAN_YOUNG; i++) {
            long address = BLOCK + 16L * i;
            entered.add(address);
            if (full.put(mine, address, 60 + i, 7, 3, facts) == Put.REFUSED) {
                assertTrue(facts.address < address, "an older one goes");
                assertFacts(facts.address, 60 + (facts.address - BLOCK) / 16, 7, 3);
                assertTrue(entered.remove(facts.address));
            }
        }
        assertTrue(entered.size() <= YoungBlocks.SLOTS);
        for (int i = 0; i < MORE_THAN_YOUNG; i++) {
            assertEquals(entered.contains(BLOCK + 16L * i), full.take(other, BLOCK + 16L * i, facts));
        }
        assertEquals(Put.REFUSED, full.put(virtual, BLOCK, 60, 7, 3, facts));
        assertFacts(BLOCK, 60, 7, 3);
    }

    /** Blocks by the thousand under way, each freed when a thousand others have come; answers how many puts were crowded. */
    private int keepUnderWay(int inFlight, int rounds, int secondsARound) {
        int crowded = 0;
        for (int i = 0; i < inFlight * rounds; i++) {
            if (i >= inFlight) {
                assertTrue(blocks.take(mine, BLOCK + 16L * (i % inFlight), facts));
                assertEquals(i - inFlight, facts.site);
            }
            int second = i / inFlight * secondsARound;
            if (blocks.put(mine, BLOCK + 16L * (i % inFlight), 60, i, second, facts) == Put.CROWDED) {
                crowded++;
                blocks.widen(mine, facts, settled -> assertEquals(Put.NEW, settled));
            }
        }
        return crowded;
    }

    @Test
    void shouldGiveAThreadMoreRoomThatHasManyBlocksUnderWay() {
        assertEquals(1, keepUnderWay(4000, 10, 0));
        assertTrue(mine.young.isWide());
        int settled = 0;
        for (int i = 0; i < 4000; i++) {
            settled += table.take(BLOCK + 16L * i, facts) ? 1 : 0;
        }
        assertTrue(settled < 1000, "settled in the table " + settled);
    }

    @Test
    void shouldLeaveAThreadItsRoomWhoseBlocksSettleSlowly() {
        assertEquals(0, keepUnderWay(500, 20, 2));
        assertFalse(mine.young.isWide());
    }

    @Test
    void shouldLeaveAThreadItsRoomWhoseBlocksStay() {
        for (int i = 0; i < 20_000; i++) {
            assertEquals(Put.NEW, blocks.put(mine, BLOCK + 16L * i, 60, i, 0, facts));
        }
        assertFalse(mine.young.isWide());
    }

    @Test
    void shouldLoseSightOfNoBlockWhenAThreadIsGivenMoreRoom() {
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            blocks.put(mine, BLOCK + 16L * i, 60 + i, i, i, facts);
            expected.add(BLOCK + 16L * i);
        }
        blocks.widen(mine, facts, settled -> assertEquals(Put.NEW, settled));
        Set<Long> shown = new HashSet<>();
        blocks.forEach(block -> assertTrue(shown.add(block.address)));
        assertEquals(expected, shown);
        for (int i = 0; i < 200; i++) {
            assertTrue(blocks.take(i % 2 == 0 ? mine : other, BLOCK + 16L * i, facts));
            assertFacts(BLOCK + 16L * i, 60 + i, i, i);
        }
    }

    @Test
    void shouldKeepAHandedOnThreadsRoomForTheNext() throws InterruptedException {
        blocks.widen(mine, facts, _ -> {});
        endThreads();
        assertTrue(thread().young.isWide());
    }

    @Test
    void shouldGiveMoreRoomOnlyWithinWhatTheTableMayTake() {
        LiveBlocks small = new LiveBlocks(new LiveBlockTable(16 * YoungBlocks.WIDE_BYTES, new DeadBlocks()), pages);
        small.widen(mine, facts, _ -> {});
        small.widen(other, facts, _ -> {});
        assertTrue(mine.young.isWide());
        assertFalse(other.young.isWide());
    }

    @Test
    void shouldFindTheBlockThatAPointerPointsInto() {
        blocks.put(mine, BLOCK, 100, 7, 3, facts);
        blocks.put(virtual, BLOCK + 200, 100, 8, 4, facts);
        assertTrue(blocks.findAround(BLOCK + 1, 5, facts));
        assertFacts(BLOCK, 100, 7, 3);
        assertTrue(blocks.findAround(BLOCK + 299, 5, facts));
        assertFacts(BLOCK + 200, 100, 8, 4);
        assertFalse(blocks.findAround(BLOCK + 150, 5, facts));
        assertFalse(blocks.findAround(BLOCK, 5, facts));
    }

    /** What floods of foreign pointers may cost is bounded. */
    @Test
    void shouldPutSearchesOffToTheNextSecondWhereManyPointersAreNobodys() {
        blocks.put(mine, BLOCK, 100, 7, 3, facts);
        blocks.put(virtual, BLOCK + 200, 100, 8, 4, facts);
        for (int i = 0; i < 5000; i++) {
            assertFalse(blocks.findAround(0x1000_0000L + i, 5, facts));
        }
        assertFalse(blocks.findAround(BLOCK + 1, 5, facts));
        assertFalse(blocks.findAround(BLOCK + 201, 5, facts));
        assertTrue(blocks.findAround(BLOCK + 1, 6, facts));
        assertTrue(blocks.findAround(BLOCK + 201, 6, facts));
    }

    @Test
    void shouldShowYoungAndSettledBlocks() {
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < MORE_THAN_YOUNG; i++) {
            blocks.put(i % 2 == 0 ? mine : other, BLOCK + 16L * i, 60, 7, 3, facts);
            expected.add(BLOCK + 16L * i);
        }
        blocks.put(virtual, BLOCK - 16, 60, 7, 3, facts);
        expected.add(BLOCK - 16);
        Set<Long> shown = new HashSet<>();
        blocks.forEach(block -> assertTrue(shown.add(block.address)));
        assertEquals(expected, shown);
    }
}
