package dev.headcount.ledger;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.memory.Libc;
import java.util.Optional;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * A block freed and another allocated, while so many live: a query's blocks die once as many others came as there are queries
 * in flight. The blocks are the C library's, since where those lie decides what the ledger finds in the caches.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgs = {"--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class InFlightBenchmark {

    private static final int SIZES = 1 << 12;
    private static final int LARGEST = 400;

    @Param({"100", "4000", "20000"})
    public int inFlight;

    private final int[] sizes = new int[SIZES];
    private long[] blocks;
    private LibraryLedger library;
    private int next;
    private int turn;

    @Setup
    public void allocate() {
        Ledger ledger = new Ledger(LedgerOptions.DEFAULT.withStacks(false), new LedgerClock());
        library = ledger.library(LibraryFacts.named("lib"), Optional.of(HeaderFormat.NONE));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < SIZES; i++) {
            sizes[i] = random.nextInt(16, LARGEST);
        }
        blocks = new long[inFlight];
        for (int i = 0; i < inFlight; i++) {
            blocks[i] = library.allocated(Libc.malloc(sizes[i % SIZES]), sizes[i % SIZES]);
        }
    }

    @Benchmark
    public long untracked() {
        int at = advance();
        Libc.free(blocks[at]);
        return blocks[at] = Libc.malloc(sizes[turn]);
    }

    @Benchmark
    public long tracked() {
        int at = advance();
        library.freeing(blocks[at]);
        Libc.free(blocks[at]);
        int size = sizes[turn];
        return blocks[at] = library.allocated(Libc.malloc(size), size);
    }

    private int advance() {
        next = next + 1 == inFlight ? 0 : next + 1;
        turn = turn + 1 & SIZES - 1;
        return next;
    }
}
