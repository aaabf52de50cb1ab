package dev.headcount.gate;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibraryLedger;
import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
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

/**
 * One malloc and one free of a header-based allocator made of upcalls, called as native code calls them: by their pointers.
 * {@code tracked=false} is the application without Headcount.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgs = {"--enable-native-access=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class UpcallPairBenchmark {

    private static final int HEADER = 16;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor MALLOC = FunctionDescriptor.of(ADDRESS, JAVA_LONG);
    private static final FunctionDescriptor FREE = FunctionDescriptor.ofVoid(ADDRESS);
    private static final MethodHandle CALL_MALLOC = LINKER.downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
    private static final MethodHandle CALL_FREE = LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG));

    @Param({"false", "true"})
    public boolean tracked;

    /** Blocks that live all the while; only with {@code tracked}. */
    @Param({"1000", "100000", "10000000"})
    public int live;

    private MemorySegment malloc;
    private MemorySegment free;
    private int next;

    @Setup
    public void install() throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle mallocMethod = lookup.findStatic(UpcallPairBenchmark.class, "headerMalloc", MALLOC.toMethodType());
        MethodHandle freeMethod = lookup.findStatic(UpcallPairBenchmark.class, "headerFree", FREE.toMethodType());
        if (tracked) {
            Ledger ledger = Ledger.open(LedgerOptions.DEFAULT);
            LibraryLedger library = ledger.library(LibraryFacts.named("benchmark"), Optional.empty());
            ledger.context().enter(ledger.function("benchmark"));
            mallocMethod = TrackedFunction.of(mallocMethod, FunctionShape.standard(Role.MALLOC), library);
            freeMethod = TrackedFunction.of(freeMethod, FunctionShape.standard(Role.FREE), library);
        }
        malloc = LINKER.upcallStub(mallocMethod, MALLOC, Arena.global());
        free = LINKER.upcallStub(freeMethod, FREE, Arena.global());
        for (int i = 0; i < live; i++) {
            long unused = (long) CALL_MALLOC.invokeExact(malloc, (long) (20 + i % 60));
        }
    }

    @Benchmark
    public void mallocAndFree() throws Throwable {
        long block = (long) CALL_MALLOC.invokeExact(malloc, (long) (40 + (next++ & 63)));
        CALL_FREE.invokeExact(free, block);
    }

    static MemorySegment headerMalloc(long size) {
        long base = Libc.malloc(size + HEADER);
        if (base == 0) {
            return MemorySegment.NULL;
        }
        Memory.setLong(base, size + HEADER);
        return MemorySegment.ofAddress(base + HEADER);
    }

    static void headerFree(MemorySegment block) {
        if (block.address() != 0) {
            Libc.free(block.address() - HEADER);
        }
    }
}
