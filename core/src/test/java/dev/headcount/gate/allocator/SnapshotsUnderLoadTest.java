package dev.headcount.gate.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SiteSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Threads that allocate, resize and free each other's blocks in native code, while somebody takes snapshots. */
class SnapshotsUnderLoadTest {

    private static final long SEED = Long.getLong("headcount.seed", System.nanoTime());
    private static final int THREADS = 4;
    private static final int STEPS = 100_000;

    private final TestLedger ledger = TestLedger.open();
    private final NativeAllocator allocator = ledger.allocator(Backend.libc());
    private final NativeCalls calls = NativeCalls.of(allocator);
    private final Queue<Long> handedOver = new ConcurrentLinkedQueue<>();
    private final LongAdder allocations = new LongAdder();
    private final LongAdder reallocations = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    @Test
    void shouldNeverBeNegativeAndBeExactAtRest() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                SplittableRandom random = new SplittableRandom(SEED + i);
                writers.add(pool.submit(() -> write(random)));
            }
            while (!writers.stream().allMatch(Future::isDone)) {
                assertPlausible(ledger.ledger().snapshot());
            }
            for (Future<?> each : writers) {
                each.get();
            }
        }
        handedOver.forEach(calls::free);
        assertAtRest();
    }

    private void write(SplittableRandom random) {
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(4) == 0) {
                step(random);
            } else {
                ledger.within("lib_" + random.nextInt(5), () -> step(random));
            }
        }
    }

    private void step(SplittableRandom random) {
        int choice = random.nextInt(10);
        Long block = choice < 4 ? null : handedOver.poll();
        long size = random.nextLong(1, 2000);
        if (block == null) {
            handedOver.add(calls.malloc(size));
            allocations.increment();
            bytes.add(size);
        } else if (choice < 7) {
            handedOver.add(calls.realloc(block, size));
            reallocations.increment();
            bytes.add(size);
        } else {
            calls.free(block);
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
        assertEquals(figures.liveBlocks(), figures.allocations() - figures.frees());
        for (SiteSnapshot site : snapshot.sites()) {
            assertTrue(site.liveBlocks() >= 0, site::toString);
            assertTrue(site.liveBytes() >= 0, site::toString);
        }
    }

    private void assertAtRest() {
        LibrarySnapshot figures = ledger.figures(allocator);
        assertEquals(0, figures.liveBlocks());
        assertEquals(0, figures.liveBytes());
        assertEquals(allocations.sum(), figures.allocations());
        assertEquals(allocations.sum(), figures.frees());
        assertEquals(reallocations.sum(), figures.reallocations());
        assertEquals(bytes.sum(), figures.allocatedBytes());
        assertEquals(bytes.sum(), figures.freedBytes());
        assertEquals(
                allocations.sum() + reallocations.sum(),
                figures.sizes().counts().stream().mapToLong(Long::longValue).sum());
        assertEquals(0, figures.foreignFrees());
        assertEquals(0, ledger.ledger().snapshot().tracker().faults());
    }
}
