package dev.headcount.ledger;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.history.History;
import dev.headcount.leak.Diagnosing;
import dev.headcount.leak.Diagnosis;
import java.util.Optional;
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

/** What a watch does, one by one, with very many sites and live blocks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = {"-Xmx2g", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5)
@Measurement(iterations = 10)
public class SnapshotBenchmark {

    private static final int APART = 80;

    @Param("100000")
    public int sites;

    @Param("10000000")
    public int blocks;

    private final LedgerClock clock = new LedgerClock();
    private final History history = new History();
    private Ledger ledger;
    private LedgerSnapshot last;
    private BlockAges ages;
    private int seconds;

    /** The blocks need not exist: nobody looks at them. They are born over an hour. */
    @Setup
    public void allocate() {
        ledger = new Ledger(LedgerOptions.DEFAULT.withMaxSites(sites), clock);
        LibraryLedger library = ledger.library(LibraryFacts.named("lib"), Optional.of(HeaderFormat.NONE));
        int[] ids = new int[sites];
        for (int i = 0; i < sites; i++) {
            ids[i] = ledger.sites.ofThread(library.index(), "thread " + i);
        }
        ThreadState thread = ledger.thread();
        BlockFacts other = new BlockFacts();
        for (int i = 0; i < blocks; i++) {
            int site = ids[i % sites];
            long record = thread.page.site(site);
            CounterPage.add(false, record + SiteRecord.ALLOCATIONS, 1);
            CounterPage.add(false, record + SiteRecord.ALLOCATED_BYTES, APART);
            int born = (int) (3600L * i / blocks);
            ledger.blocks.put(thread, (1L << 32) + (long) i * APART, APART, site, born, other);
        }
        seconds = 3600;
        clock.set(seconds);
        last = ledger.snapshot();
        ages = ledger.ages();
        for (int i = 0; i < 60; i++) {
            add();
        }
    }

    @Benchmark
    public LedgerSnapshot snapshot() {
        return ledger.snapshot();
    }

    @Benchmark
    public BlockAges ages() {
        return ledger.ages();
    }

    /** All sites have changed. */
    @Benchmark
    public long add() {
        clock.set(++seconds);
        ThreadState thread = ledger.thread();
        for (var site : last.sites()) {
            long record = thread.page.site(site.site().id());
            CounterPage.add(false, record + SiteRecord.ALLOCATIONS, 1);
            CounterPage.add(false, record + SiteRecord.ALLOCATED_BYTES, APART);
        }
        last = ledger.snapshot();
        history.add(last);
        return history.bytes();
    }

    @Benchmark
    public Diagnosis diagnosis() {
        return Diagnosing.of(last, history, ages);
    }
}
