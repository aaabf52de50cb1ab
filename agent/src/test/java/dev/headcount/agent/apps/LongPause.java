package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.headcount.allocator.AllocatorStubs;
import dev.headcount.allocator.Format;
import dev.headcount.allocator.HeaderAllocator;
import dev.headcount.allocator.SizedAllocators;
import dev.headcount.gate.allocator.NativeAllocator;
import dev.headcount.gate.allocator.NativeAllocators;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * Fills the heap until a collection stops all Java threads for a second, while a native thread allocates. Tells how long the
 * collection took and how long the native thread ever waited meanwhile, in milliseconds.
 *
 * <p>Started with the file of {@code ticker.c}, and {@code native} or {@code java} for who allocates; for the JVM's serial
 * collector.
 */
public final class LongPause {

    private static final int PAUSE_MILLIS = 1000;
    private static final int MORE = 2_000_000;
    private static final FunctionDescriptor LONG = FunctionDescriptor.of(JAVA_LONG);
    private static final FunctionDescriptor INT = FunctionDescriptor.of(JAVA_INT);

    private final Native ticker;

    /** A list is followed by one thread, one step after the other. */
    private record Link(Link next) {}

    private LongPause(Native ticker) {
        this.ticker = ticker;
    }

    public static void main(String[] arguments) throws Throwable {
        LongPause pause = new LongPause(Native.library(arguments[0]));
        if (arguments[1].equals("native")) {
            NativeAllocator allocator = NativeAllocators.over(Ledger.open(LedgerOptions.DEFAULT))
                    .orElseThrow()
                    .forLibrary("ticker")
                    .orElseThrow();
            pause.run(allocator.malloc(), allocator.free());
        } else {
            AllocatorStubs stubs = AllocatorStubs.of(HeaderAllocator.over(SizedAllocators.libc(), Format.OWN_16));
            pause.run(stubs.malloc(), stubs.free());
        }
    }

    private void run(MemorySegment malloc, MemorySegment free) throws Throwable {
        MethodHandle start = ticker.link("ticker_start", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        MethodHandle forget = ticker.link("ticker_forget", FunctionDescriptor.ofVoid());
        MethodHandle longest = ticker.link("ticker_longest", LONG);
        MethodHandle pairs = ticker.link("ticker_pairs", LONG);
        MethodHandle stop = ticker.link("ticker_stop", INT);
        if ((int) start.invokeExact(malloc, free) != 0) {
            throw new IllegalStateException("no thread");
        }
        while ((long) pairs.invokeExact() < 1000) {
            Thread.onSpinWait();
        }
        Link links = null;
        long pause = 0;
        while (pause < PAUSE_MILLIS) {
            for (int i = 0; i < MORE; i++) {
                links = new Link(links);
            }
            forget.invokeExact();
            long before = collecting();
            System.gc();
            pause = collecting() - before;
        }
        // A thread that waited knows how long only once it goes on.
        long pairsThen = (long) pairs.invokeExact();
        while ((long) pairs.invokeExact() < pairsThen + 2) {
            Thread.onSpinWait();
        }
        long waited = (long) longest.invokeExact() / 1_000_000;
        System.out.println("pause=" + pause + " waited=" + waited);
        if ((int) stop.invokeExact() != 0 || links == null) {
            throw new IllegalStateException("the thread did not end");
        }
    }

    private static long collecting() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
