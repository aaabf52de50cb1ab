package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Measures what a call of strlen costs, linked in two ways: the least of many rounds, in picoseconds a call. */
@SuppressWarnings("restricted")
public final class CallCost {

    private static final int ROUNDS = 200;
    private static final int CALLS = 50_000;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor LENGTH = FunctionDescriptor.of(JAVA_LONG, ADDRESS);
    private static final MemorySegment SYMBOL = LINKER.defaultLookup().findOrThrow("strlen");
    private static final MemorySegment TEXT = Arena.global().allocateFrom("abc");
    private static final MethodHandle BOUND = LINKER.downcallHandle(SYMBOL, LENGTH);
    private static final MethodHandle UNBOUND = LINKER.downcallHandle(LENGTH);

    private CallCost() {}

    public static void main(String[] arguments) throws Throwable {
        long bound = Long.MAX_VALUE;
        long unbound = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            bound = Math.min(bound, bound());
            unbound = Math.min(unbound, unbound());
        }
        System.out.println("bound=" + bound + " unbound=" + unbound);
    }

    private static long bound() throws Throwable {
        long sum = 0;
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            sum += (long) BOUND.invokeExact(TEXT);
        }
        return picosecondsEach(start, sum);
    }

    private static long unbound() throws Throwable {
        long sum = 0;
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            sum += (long) UNBOUND.invokeExact(SYMBOL, TEXT);
        }
        return picosecondsEach(start, sum);
    }

    private static long picosecondsEach(long start, long sum) {
        long nanos = System.nanoTime() - start;
        if (sum != 3L * CALLS) {
            throw new IllegalStateException("sum=" + sum);
        }
        return nanos * 1000 / CALLS;
    }
}
