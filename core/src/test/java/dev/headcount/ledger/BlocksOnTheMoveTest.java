package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.ledger.LiveBlockTable.Put;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Threads that pass blocks to one another, while an address is given to the next block the moment it is free. Each block is
 * the one block at its address: it must be new when it comes, and be known with its own facts when it goes.
 */
class BlocksOnTheMoveTest {

    private static final long SEED = Long.getLong("headcount.seed", System.nanoTime());
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long HEAP = 0x7f00_0000_0000L;

    private record Block(long address, long size, int site) {}

    private final CounterPages pages = new CounterPages();
    private final LiveBlocks blocks = new LiveBlocks(new LiveBlockTable(1L << 30, new DeadBlocks()), pages);
    private final Queue<Long> free = new ConcurrentLinkedQueue<>();
    private final Queue<Block> handedOver = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean failed = new AtomicBoolean();

    @Test
    void shouldLoseNoBlockAmongThreadsWithYoungBlocks() throws Exception {
        run(8, 0, 2000);
    }

    @Test
    void shouldLoseNoBlockAmongVirtualThreads() throws Exception {
        run(0, 4, 600);
    }

    @Test
    void shouldLoseNoBlockAmongThreadsOfBothKinds() throws Exception {
        run(2, 2, 600);
    }

    @Test
    void shouldLoseNoBlockWhereFewAddressesTurnOverFast() throws Exception {
        run(2, 2, 8);
    }

    private void run(int owners, int sharers, int addresses) throws Exception {
        for (int i = 0; i < addresses; i++) {
            free.add(HEAP + 16L * i);
        }
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < owners + sharers; i++) {
            boolean owner = i < owners;
            SplittableRandom random = new SplittableRandom(SEED + i);
            tasks.add(() -> work(owner, random));
        }
        running.set(tasks.size());
        try (ExecutorService pool = Executors.newFixedThreadPool(tasks.size())) {
            for (Future<Void> each : pool.invokeAll(tasks)) {
                each.get();
            }
        }
        assertEquals(addresses, free.size());
        blocks.forEach(block -> {
            throw new AssertionError("still there: " + block.address);
        });
    }

    private Void work(boolean owner, SplittableRandom random) {
        ThreadState thread =
                new ThreadState(owner ? pages.pageFor(Thread.currentThread()) : CounterPage.shared(new AtomicLong()));
        long end = System.nanoTime() + NANOS;
        try {
            while (System.nanoTime() < end && !failed.get()) {
                if (random.nextBoolean()) {
                    put(thread, random);
                } else {
                    take(thread);
                }
            }
        } catch (AssertionError e) {
            failed.set(true);
            throw new AssertionError("-Dheadcount.seed=" + SEED, e);
        } finally {
            running.decrementAndGet();
        }
        while (running.get() > 0 || !handedOver.isEmpty()) {
            take(thread);
        }
        return null;
    }

    private void put(ThreadState thread, SplittableRandom random) {
        Long address = free.poll();
        if (address != null) {
            Block block = new Block(address, random.nextLong(1, 1000), random.nextInt(1, 1000));
            Put put = blocks.put(thread, block.address, block.size, block.site, 0, thread.block);
            if (put == Put.CROWDED) {
                blocks.widen(thread, thread.block, each -> assertEquals(Put.NEW, each));
            } else {
                assertEquals(Put.NEW, put);
            }
            handedOver.add(block);
        }
    }

    private void take(ThreadState thread) {
        Block block = handedOver.poll();
        if (block != null) {
            assertTrue(blocks.take(thread, block.address, thread.block), () -> "lost " + block);
            assertEquals(block, new Block(thread.block.address, thread.block.size, thread.block.site));
            free.add(block.address);
        }
    }
}
