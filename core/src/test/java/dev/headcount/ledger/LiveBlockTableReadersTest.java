package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A reader sees every block that lives all the while, however much writers push the slots about it. */
class LiveBlockTableReadersTest {

    private static final long SEED = Long.getLong("headcount.seed", System.nanoTime());
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
    private static final long HEAP = 0x7f00_0000_0000L;
    private static final int PAGES = 500;
    private static final int WRITERS = 2;

    private final LiveBlockTable table = new LiveBlockTable(1L << 30, new DeadBlocks());
    private final Map<Long, Long> settled = new HashMap<>();

    @Test
    void shouldShowEveryBlockThatLivesAllTheWhile() throws Exception {
        BlockFacts facts = new BlockFacts();
        for (int i = 0; i < 10_000; i++) {
            long address = address(i % PAGES, i / PAGES);
            table.put(address, i, 1, 1, facts);
            settled.put(address, (long) i);
        }
        long end = System.nanoTime() + NANOS;
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int place = 16 * (writer + 1); // between the settled blocks: no writer meets another's
            tasks.add(() -> write(place, end));
        }
        tasks.add(() -> read(end));
        tasks.add(() -> read(end));
        try (ExecutorService pool = Executors.newFixedThreadPool(tasks.size())) {
            for (Future<Void> each : pool.invokeAll(tasks)) {
                each.get();
            }
        }
        assertEquals(settled, shown());
    }

    /** Fills some pages and empties them again, so that shards grow and shrink. */
    private Void write(int place, long end) {
        SplittableRandom random = new SplittableRandom(SEED + place);
        BlockFacts facts = new BlockFacts();
        while (System.nanoTime() < end) {
            int page = random.nextInt(PAGES);
            for (int i = 0; i < 800; i++) {
                table.put(address(page + i % 10, i / 10) + place, -1, 2, 2, facts);
            }
            for (int i = 0; i < 800; i++) {
                table.take(address(page + i % 10, i / 10) + place, facts);
            }
        }
        return null;
    }

    private static long address(int page, int block) {
        return HEAP + 4096L * page + 48L * block;
    }

    private Void read(long end) {
        while (System.nanoTime() < end) {
            Map<Long, Long> missing = new HashMap<>(settled);
            missing.entrySet().removeAll(shown().entrySet());
            assertEquals(Map.of(), missing, "-Dheadcount.seed=" + SEED);
        }
        return null;
    }

    private Map<Long, Long> shown() {
        Map<Long, Long> shown = new HashMap<>();
        table.forEach(block -> {
            if (block.site == 1) {
                shown.put(block.address, block.size);
            }
        });
        return shown;
    }
}
