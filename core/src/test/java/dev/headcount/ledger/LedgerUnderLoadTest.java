package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.memory.Libc;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Threads that allocate, reallocate and free real memory, each other's blocks too, while somebody takes snapshots. */
class LedgerUnderLoadTest {

    private static final long SEED = Long.getLong("headcount.seed", System.nanoTime());
    private static final long NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Books books = Books.opened();
    private final LibraryLedger library = books.library;
    private final Queue<Long> handedOver = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final LongAdder allocations = new LongAdder();
    private final LongAdder reallocations = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    @Test
    void shouldBeExactOnceEightThreadsAreDone() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            run(pool, 8);
        }
    }

    @Test
    void shouldBeExactOnceAThousandVirtualThreadsAreDone() throws Exception {
        long end = System.nanoTime() + NANOS;
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                SplittableRandom random = new SplittableRandom(SEED + i);
                all.add(pool.submit(() -> {
                    for (int step = 0; step < 500 && System.nanoTime() < end; step++) {
                        step(random);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        freeAll();
        assertAtRest();
    }

    private void run(ExecutorService pool, int threads) throws Exception {
        long end = System.nanoTime() + NANOS;
        running.set(threads);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            tasks.add(() -> {
                try {
                    while (System.nanoTime() < end) {
                        step(random);
                    }
                } finally {
                    running.decrementAndGet();
                }
                freeAll();
                return null;
            });
        }
        List<Future<Void>> all = new ArrayList<>();
        for (Callable<Void> task : tasks) {
            all.add(pool.submit(task));
        }
        int snapshots = 0;
        while (running.get() > 0) {
            assertPlausible(books.ledger.snapshot());
            snapshots++;
        }
        for (Future<Void> each : all) {
            each.get();
        }
        assertTrue(snapshots > 10, "snapshots " + snapshots);
        assertAtRest();
    }

    private void step(SplittableRandom random) {
        books.ledger.context().enter(books.ledger.function("lib_" + random.nextInt(5)));
        try {
            int choice = random.nextInt(10);
            Long block = choice < 4 ? null : handedOver.poll();
            if (block == null) {
                allocate(random.nextLong(1, 2000));
            } else if (choice < 7) {
                reallocate(block, random.nextInt(5) == 0 ? Long.MAX_VALUE : random.nextLong(1, 2000));
            } else {
                free(block);
            }
        } finally {
            books.ledger.context().exit();
        }
    }

    private void allocate(long size) {
        handedOver.add(library.allocated(Libc.malloc(size), size));
        allocations.increment();
        bytes.add(size);
    }

    private void reallocate(long block, long size) {
        assertTrue(library.reallocating(block));
        long moved = library.reallocated(Libc.realloc(block, size), block, size);
        if (moved == 0) {
            failures.increment();
        } else {
            reallocations.increment();
            bytes.add(size);
        }
        handedOver.add(moved == 0 ? block : moved);
    }

    private void free(long block) {
        assertTrue(library.freeing(block));
        Libc.free(block);
    }

    private void freeAll() {
        for (Long block = handedOver.poll(); block != null; block = handedOver.poll()) {
            free(block);
        }
    }

    private static void assertPlausible(LedgerSnapshot snapshot) {
        LibrarySnapshot figures = snapshot.libraries().getFirst();
        assertTrue(figures.liveBlocks() >= 0, figures::toString);
        assertTrue(figures.liveBytes() >= 0, figures::toString);
        assertTrue(figures.allocations() >= 0, figures::toString);
        assertTrue(figures.frees() >= 0, figures::toString);
        assertTrue(figures.freedBytes() >= 0, figures::toString);
        assertTrue(figures.peakBytes() >= figures.liveBytes(), figures::toString);
        assertEquals(figures.liveBlocks(), figures.allocations() - figures.frees() - figures.lost());
        assertNothingWentWrong(snapshot);
        for (SiteSnapshot site : snapshot.sites()) {
            assertTrue(site.liveBlocks() >= 0, site::toString);
            assertTrue(site.liveBytes() >= 0, site::toString);
        }
    }

    private static void assertNothingWentWrong(LedgerSnapshot snapshot) {
        LibrarySnapshot figures = snapshot.libraries().getFirst();
        assertEquals(0, figures.foreignFrees(), figures::toString);
        assertEquals(0, figures.missedFrees(), figures::toString);
        assertEquals(0, figures.lost(), figures::toString);
        assertEquals(List.of(), snapshot.damage());
        assertEquals(0, snapshot.tracker().faults(), snapshot.tracker()::firstFault);
    }

    private void assertAtRest() {
        LedgerSnapshot snapshot = books.ledger.snapshot();
        LibrarySnapshot figures = snapshot.libraries().getFirst();
        assertEquals(0, figures.liveBlocks());
        assertEquals(0, figures.liveBytes());
        assertEquals(allocations.sum(), figures.allocations());
        assertEquals(allocations.sum(), figures.frees());
        assertEquals(reallocations.sum(), figures.reallocations());
        assertEquals(failures.sum(), figures.failures());
        assertEquals(bytes.sum(), figures.allocatedBytes());
        assertEquals(bytes.sum(), figures.freedBytes());
        assertEquals(
                allocations.sum() + reallocations.sum(),
                figures.sizes().counts().stream().mapToLong(Long::longValue).sum());
        assertNothingWentWrong(snapshot);
        books.ledger.blocks.forEach(block -> {
            throw new AssertionError("still there: " + block.address);
        });
    }
}
