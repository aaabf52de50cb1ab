package dev.headcount.site;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One walk of a stack that is {@code frames} deeper than the benchmark's own, site looked up. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgs = "--add-opens=java.base/java.lang=ALL-UNNAMED")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallPathWalkBenchmark {

    @Param({"5", "30"})
    public int frames;

    private final SiteTable sites = new SiteTable(1024);
    private final int library = sites.library("benchmark");
    private final CallPathWalk backtrace = BacktraceWalk.open(64).orElseThrow();
    private final CallPathWalk stackWalker = new StackWalkerWalk(64);

    @Benchmark
    public int backtrace() {
        return below(frames, backtrace);
    }

    @Benchmark
    public int stackWalker() {
        return below(frames, stackWalker);
    }

    private int below(int further, CallPathWalk walk) {
        return further > 0 ? below(further - 1, walk) : sites.of(library, SiteTable.NO_FUNCTION, walk.walk());
    }
}
