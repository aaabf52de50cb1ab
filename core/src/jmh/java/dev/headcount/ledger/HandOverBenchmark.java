package dev.headcount.ledger;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Blocks that one thread frees and another allocated, side by side in memory as where threads share an arena. One thread plays all
 * of them, so that the score does not depend on who gets a processor when.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgs = {"--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HandOverBenchmark {

    private static final long HEAP = 0x7f00_0000_0000L;
    private static final int APART = 208;
    private static final int BLOCKS_A_THREAD = 64;

    @Param({"4", "16", "50", "200"})
    public int threads;

    private final LiveBlocks blocks =
            new LiveBlocks(new LiveBlockTable(1L << 30, new DeadBlocks()), new CounterPages());
    private final CountDownLatch over = new CountDownLatch(1);
    private final SplittableRandom random = new SplittableRandom(1);
    private final BlockFacts facts = new BlockFacts();
    private ThreadState[] states;

    @Setup
    public void allocate() {
        states = new ThreadState[threads];
        for (int i = 0; i < threads; i++) {
            states[i] = blocks.begin(Thread.ofPlatform().daemon().start(this::live));
        }
        for (int i = 0; i < threads * BLOCKS_A_THREAD; i++) {
            put(HEAP + (long) APART * i);
        }
    }

    private void live() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @TearDown
    public void end() {
        over.countDown();
    }

    @Benchmark
    public void handOver() {
        long address = HEAP + (long) APART * random.nextInt(threads * BLOCKS_A_THREAD);
        if (!blocks.take(states[random.nextInt(threads)], address, facts)) {
            throw new IllegalStateException("lost " + address);
        }
        put(address);
    }

    private void put(long address) {
        blocks.put(states[random.nextInt(threads)], address, APART, 1, 0, facts);
    }
}
