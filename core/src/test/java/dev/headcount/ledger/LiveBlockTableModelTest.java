package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.ledger.LiveBlockTable.Put;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** The table against a {@link HashMap}; what it should do is obvious there. */
class LiveBlockTableModelTest {

    private static final long SEED = Long.getLong("headcount.seed", System.nanoTime());
    private static final int CALLS = 60_000;
    private static final int CHECKED_EVERY = 5_000;
    private static final long HEAP = 0x7f12_3400_0000L;
    private static final long PAGE = 4096;

    private record Facts(long size, int site, int born) {
        static Facts of(BlockFacts facts) {
            return new Facts(facts.size, facts.site, facts.born);
        }
    }

    private final Random random = new Random(SEED);
    private final LiveBlockTable table = new LiveBlockTable(1L << 30, new DeadBlocks());
    private final Map<Long, Facts> model = new HashMap<>();
    private final List<Long> live = new ArrayList<>();
    private final BlockFacts facts = new BlockFacts();

    @Test
    void shouldHoldBlocksThatClusterInPages() {
        run(_ -> HEAP + PAGE * random.nextInt(200) + 16L * random.nextInt(256));
    }

    @Test
    void shouldHoldBlocksOfOneShard() {
        run(_ -> HEAP + random.nextInt((int) PAGE));
    }

    @Test
    void shouldHoldBlocksThatLieSideBySide() {
        run(call -> HEAP + 16L * (call % 30_000));
    }

    @Test
    void shouldHoldBlocksOfManyPagesEach() {
        run(_ -> HEAP + 64 * PAGE * random.nextInt(20_000));
    }

    @Test
    void shouldHoldBlocksAnywhere() {
        run(_ -> 16 * (1 + random.nextLong(1L << 43)));
    }

    private void run(LongUnaryOperator addresses) {
        try {
            for (int call = 0; call < CALLS; call++) {
                boolean growing = call / 10_000 % 2 == 0; // then for as long it shrinks
                if (random.nextInt(10) < (growing ? 8 : 2)) {
                    put(addresses.applyAsLong(call));
                } else {
                    take(live.isEmpty() || random.nextInt(8) == 0 ? addresses.applyAsLong(call) : anyLive());
                }
                if (call % CHECKED_EVERY == 0) {
                    assertEquals(model, shown());
                }
            }
            for (long address : List.copyOf(model.keySet())) {
                take(address);
            }
            assertEquals(Map.of(), shown());
        } catch (AssertionError e) {
            throw new AssertionError("-Dheadcount.seed=" + SEED, e);
        }
    }

    private void put(long address) {
        Facts put = new Facts(random.nextLong(1L << 40), random.nextInt(), random.nextInt());
        Facts before = model.put(address, put);
        Put expected = before == null ? Put.NEW : Put.REPLACED;
        assertEquals(expected, table.put(address, put.size, put.site, put.born, facts));
        if (before == null) {
            live.add(address);
        } else {
            assertEquals(address, facts.address);
            assertEquals(before, Facts.of(facts));
        }
    }

    private void take(long address) {
        Facts expected = model.remove(address);
        if (expected == null) {
            assertFalse(table.take(address, facts));
        } else {
            assertTrue(table.take(address, facts));
            assertEquals(address, facts.address);
            assertEquals(expected, Facts.of(facts));
        }
    }

    /** Most likely one that is live: those taken by chance stay on the list. */
    private long anyLive() {
        int index = random.nextInt(live.size());
        long address = live.get(index);
        live.set(index, live.getLast());
        live.removeLast();
        return address;
    }

    private Map<Long, Facts> shown() {
        Map<Long, Facts> shown = new HashMap<>();
        table.forEach(block -> shown.put(block.address, Facts.of(block)));
        return shown;
    }
}
