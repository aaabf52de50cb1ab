package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.memory.Libc;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A full table, and threads that free each other's blocks at the moment they are lost: each block dies once. */
class LostBlocksUnderLoadTest {

    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int THREADS = 4;

    private final Books books =
            Books.with(LedgerOptions.DEFAULT.withMaxTableBytes(1).withStacks(false));
    private final Queue<Long> handedOver = new ConcurrentLinkedQueue<>();

    @Test
    void shouldCountABlockAsLostOrAsFreedButNotTwice() throws Exception {
        List<Callable<Void>> tasks = new ArrayList<>();
        long end = System.nanoTime() + NANOS;
        for (int i = 0; i < THREADS; i++) {
            tasks.add(() -> {
                while (System.nanoTime() < end) {
                    for (int j = 0; j < 300; j++) {
                        handedOver.add(books.library.allocated(Libc.malloc(40), 40));
                    }
                    free(300);
                }
                return null;
            });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Void> each : pool.invokeAll(tasks)) {
                each.get();
            }
        }
        free(Integer.MAX_VALUE);
        LibrarySnapshot figures = books.figures();
        assertTrue(figures.lost() > 0);
        assertEquals(0, figures.liveBlocks());
        assertEquals(0, figures.liveBytes());
        assertEquals(figures.lost(), figures.foreignFrees());
        assertEquals(0, figures.missedFrees());
        assertEquals(List.of(), books.damage());
    }

    private void free(int most) {
        for (int i = 0; i < most; i++) {
            Long block = handedOver.poll();
            if (block == null) {
                return;
            }
            assertTrue(books.library.freeing(block));
            Libc.free(block);
        }
    }
}
