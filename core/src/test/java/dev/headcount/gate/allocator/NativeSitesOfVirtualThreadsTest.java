package dev.headcount.gate.allocator;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.headcount.ledger.SiteSnapshot;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Virtual threads allocate on the pages of their carriers. */
class NativeSitesOfVirtualThreadsTest {

    private static final int THREADS = 200;
    private static final int CALLS = 50;
    private static final int PATHS = 2048;

    private final TestLedger ledger = TestLedger.open();
    private final NativeCalls calls = NativeCalls.of(ledger.allocator(Backend.libc()));

    @Test
    void shouldBeTheCallPathWithinADowncall() throws InterruptedException {
        Thread.ofVirtual()
                .start(() -> ledger.within("lib_open", () -> calls.malloc(60)))
                .join();
        SiteSnapshot site = ledger.sites().getFirst();
        assertEquals("lib_open", site.site().function());
        assertNull(site.site().thread());
        assertFalse(site.site().stack().isEmpty());
    }

    @Test
    void shouldBeTheCarriersNameOutsideOfDowncalls() throws InterruptedException {
        Thread.ofVirtual().name("virtual").start(() -> calls.malloc(60)).join();
        SiteSnapshot site = ledger.sites().getFirst();
        assertNull(site.site().function());
        assertNotNull(site.site().thread());
        assertEquals(0, ledger.upcalls());
    }

    /** Whatever thread the carrier carried before. */
    @Test
    void shouldNotBeTakenFromOneThreadToAnother() throws Exception {
        onManyThreads(thread -> ledger.within("lib_" + thread % 3, () -> calls.free(calls.malloc(1 + thread % 3))));
    }

    /** With call paths that were never seen before, so that threads wait for each other where sites are made. */
    @Test
    void shouldNotBeTakenFromOneThreadToAnotherByTracedHandles() throws Exception {
        NativeAllocator allocator = ledger.allocator(Backend.libc());
        List<MethodHandle> mallocs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            mallocs.add(ledger.ledger().traced(linked(allocator.malloc()), "lib_" + i));
        }
        AtomicInteger paths = new AtomicInteger();
        onManyThreads(
                thread -> calls.free(onPath(paths.getAndIncrement() % PATHS, mallocs.get(thread % 3), 1 + thread % 3)));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle linked(MemorySegment malloc) {
        return Linker.nativeLinker().downcallHandle(malloc, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
    }

    /** Each number makes another call path. */
    private static long onPath(int number, MethodHandle malloc, long size) {
        if (number % 2 == 1) {
            return onPath(number / 2, malloc, size);
        }
        if (number > 0) {
            return onPath(number / 2, malloc, size);
        }
        try {
            return (long) malloc.invokeExact(size);
        } catch (Throwable t) {
            throw new AssertionError("machine code cannot throw", t);
        }
    }

    private void onManyThreads(IntConsumer call) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                all.add(pool.submit(() -> {
                    for (int count = 0; count < CALLS; count++) {
                        call.accept(thread);
                        Thread.yield();
                    }
                }));
            }
        }
        for (Future<?> each : all) {
            each.get();
        }
        assertChargedByFunction(ledger.sites());
    }

    /** Function n allocates blocks of n + 1 bytes. */
    private static void assertChargedByFunction(List<SiteSnapshot> sites) {
        assertEquals(
                THREADS * CALLS,
                sites.stream().mapToLong(SiteSnapshot::allocations).sum());
        for (SiteSnapshot site : sites) {
            assertNotNull(site.site().function(), site::toString);
            long size = 1 + Long.parseLong(site.site().function().substring("lib_".length()));
            assertEquals(size * site.allocations(), site.allocatedBytes(), site::toString);
            assertEquals(0, site.liveBlocks());
        }
    }
}
