package dev.headcount.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.headcount.allocator.ContractAllocator.Totals;
import dev.headcount.allocator.ContractAllocator.Wrong;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What C promises of its allocator, for every backend, header and language. After each test all blocks must be freed. */
public abstract class AllocatorContractTest {

    private static final long SIZE_MAX = -1;
    private static final int PAGE_BYTES = 4096;

    private final ContractAllocator allocator;
    private final BlockMemory memory;

    protected AllocatorContractTest(ContractAllocator allocator) {
        this.allocator = allocator;
        this.memory = allocator.memory();
    }

    @AfterEach
    final void shouldHaveNothingLeft() {
        try (allocator) {
            assertEquals(new Totals(0, 0, 0), allocator.totals());
            for (Wrong kind : Wrong.values()) {
                assertEquals(0, allocator.refused(kind), kind.name());
            }
        }
    }

    private long liveBlocks() {
        return allocator.totals().liveBlocks();
    }

    private long liveBytes() {
        return allocator.totals().liveBytes();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 8, 60, 1000, 4096, 1_999_993})
    void shouldGiveEveryByteAskedFor(long bytes) {
        long block = allocator.malloc(bytes);
        memory.write(block, bytes, 1);
        memory.check(block, bytes, 1);
        assertEquals(bytes, allocator.usableSize(block));
        assertEquals(0, block % allocator.naturalAlignment());
        allocator.free(block);
    }

    @Test
    void shouldGiveAUniquePointerForZeroBytes() {
        long one = allocator.malloc(0);
        long two = allocator.malloc(0);
        assertNotEquals(0, one);
        assertNotEquals(0, two);
        assertNotEquals(one, two);
        assertEquals(0, allocator.usableSize(one));
        assertEquals(2, liveBlocks());
        assertEquals(0, liveBytes());
        allocator.free(one);
        allocator.free(two);
    }

    @Test
    void shouldDoNothingForNull() {
        allocator.free(0);
        assertEquals(0, allocator.usableSize(0));
        assertEquals(0, allocator.strdup(0));
    }

    @Test
    void shouldGiveZeroedBytesWhereTheOldOnesWereNot() {
        for (long bytes : new long[] {24, 1000, 300_000}) {
            long dirty = allocator.malloc(bytes);
            memory.write(dirty, bytes, 1);
            allocator.free(dirty);
            long clean = allocator.calloc(bytes / 4, 4);
            memory.checkZero(clean, bytes);
            allocator.free(clean);
        }
    }

    @Test
    void shouldGiveNoMemoryWhereACountOverflows() {
        assertEquals(0, allocator.calloc(SIZE_MAX, 2));
        assertEquals(0, allocator.calloc(2, SIZE_MAX));
        assertEquals(0, allocator.calloc(1L << 32, 1L << 32));
        assertEquals(0, allocator.calloc(1L << 32, (1L << 32) - 1));
    }

    @Test
    void shouldCountNothingTimesSomethingAsNothing() {
        long none = allocator.calloc(0, SIZE_MAX);
        assertNotEquals(0, none);
        assertEquals(0, allocator.usableSize(none));
        allocator.free(none);
    }

    @ParameterizedTest
    @ValueSource(longs = {SIZE_MAX, SIZE_MAX - 4, SIZE_MAX - 15, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 55})
    void shouldGiveNoMemoryForSizesNobodyHas(long bytes) {
        assertEquals(0, allocator.malloc(bytes));
        assertEquals(0, allocator.calloc(1, bytes));
        assertEquals(0, allocator.alignedAlloc(64, bytes));
        assertEquals(0, allocator.realloc(0, bytes));
    }

    @Test
    void shouldTreatReallocOfNullAsMalloc() {
        long block = allocator.realloc(0, 60);
        assertEquals(60, allocator.usableSize(block));
        allocator.free(block);
    }

    @Test
    void shouldTreatReallocToZeroAsFree() {
        assertEquals(0, allocator.realloc(allocator.malloc(60), 0));
        assertEquals(0, liveBlocks());
    }

    @Test
    void shouldKeepTheBytesWhenABlockGrowsAndShrinks() {
        long block = allocator.malloc(100);
        memory.write(block, 100, 1);
        long grown = allocator.realloc(block, 300_000);
        memory.check(grown, 100, 1);
        assertEquals(300_000, liveBytes());
        long shrunk = allocator.realloc(grown, 40);
        memory.check(shrunk, 40, 1);
        assertEquals(40, allocator.usableSize(shrunk));
        assertEquals(40, liveBytes());
        assertEquals(1, liveBlocks());
        allocator.free(shrunk);
    }

    @ParameterizedTest
    @ValueSource(longs = {SIZE_MAX, SIZE_MAX - 15, Long.MAX_VALUE, 1L << 55})
    void shouldKeepTheBlockWhenReallocFails(long bytes) {
        long block = allocator.malloc(60);
        memory.write(block, 60, 1);
        assertEquals(0, allocator.realloc(block, bytes));
        memory.check(block, 60, 1);
        assertEquals(60, allocator.usableSize(block));
        assertEquals(60, liveBytes());
        allocator.free(block);
    }

    static LongStream powersOfTwo() {
        return LongStream.rangeClosed(0, 20).map(n -> 1L << n);
    }

    @ParameterizedTest
    @MethodSource("powersOfTwo")
    void shouldKeepAnAlignmentThroughoutABlocksLife(long alignment) {
        long block = allocator.alignedAlloc(alignment, 60);
        assertEquals(0, block % alignment);
        assertEquals(60, allocator.usableSize(block));
        assertEquals(60, liveBytes());
        memory.write(block, 60, 1);
        long grown = allocator.realloc(block, 200_000);
        assertEquals(0, grown % alignment);
        memory.check(grown, 60, 1);
        memory.write(grown, 200_000, 2);
        long shrunk = allocator.realloc(grown, 1000);
        assertEquals(0, shrunk % alignment);
        memory.check(shrunk, 1000, 2);
        allocator.free(shrunk);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 24, 100, -16, Long.MIN_VALUE, 1L << 62})
    void shouldGiveNoMemoryForAnImpossibleAlignment(long alignment) {
        assertEquals(0, allocator.alignedAlloc(alignment, 64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a string that is a little longer than a header"})
    void shouldDuplicateAString(String string) {
        long copy = allocator.strdup(memory.place(string));
        assertEquals(string, memory.string(copy));
        assertEquals(string.getBytes(StandardCharsets.UTF_8).length + 1, liveBytes());
        allocator.free(copy);
    }

    @Test
    void shouldTakeABlockBackThatBeginsWithAPage() {
        long aligned = allocator.alignedAlloc(16 * PAGE_BYTES, 60);
        assertEquals(60, allocator.usableSize(aligned));
        allocator.free(aligned);
    }

    @Test
    void shouldCountWhatWasAskedForAndHeadersApart() {
        long one = allocator.malloc(60);
        long two = allocator.alignedAlloc(4096, 100);
        assertEquals(2, liveBlocks());
        assertEquals(160, liveBytes());
        assertEquals(
                allocator.headerBytes(1) + allocator.headerBytes(4096),
                allocator.totals().headerBytes());
        allocator.free(one);
        assertEquals(100, liveBytes());
        allocator.free(two);
    }

    @Test
    void shouldAgreeWithAModelOnRandomCalls(TestReporter reporter) {
        long seed = Long.getLong("headcount.seed", System.nanoTime());
        reporter.publishEntry("headcount.seed", Long.toString(seed));
        RandomCalls calls = new RandomCalls(allocator, seed);
        calls.run(allocator.randomCalls());
        calls.freeAll();
    }

    @Test
    void shouldServeManyThreadsAndFreeOnOthers() throws Exception {
        allocator.shareAmongThreads();
    }
}
