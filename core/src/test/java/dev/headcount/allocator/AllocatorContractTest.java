package dev.headcount.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.memory.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What C promises of its allocator, for every backend and header format. After each test all blocks must be freed. */
abstract class AllocatorContractTest {

    private static final long SIZE_MAX = -1;

    private final Format format;
    private final HeaderAllocator allocator;

    AllocatorContractTest(SizedAllocator backend, Format format) {
        this.format = format;
        this.allocator = HeaderAllocator.over(backend, format);
    }

    @AfterEach
    void shouldHaveNothingLeft() {
        assertEquals(0, allocator.liveBlocks(), "live blocks");
        assertEquals(0, allocator.liveBytes(), "live bytes");
        assertEquals(0, allocator.headerBytes(), "header bytes");
        assertEquals(0, allocator.refused(), "refused");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 8, 60, 1000, 4096, 1_999_993})
    void shouldGiveEveryByteAskedFor(long bytes) {
        long block = allocator.malloc(bytes);
        Pattern.write(block, bytes, 1);
        Pattern.check(block, bytes, 1);
        assertEquals(bytes, allocator.usableSize(block));
        assertEquals(0, block % format.naturalAlignment());
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
        assertEquals(2, allocator.liveBlocks());
        assertEquals(0, allocator.liveBytes());
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
            Pattern.write(dirty, bytes, 1);
            allocator.free(dirty);
            long clean = allocator.calloc(bytes / 4, 4);
            assertTrue(LongStream.range(0, bytes).allMatch(i -> Memory.getByte(clean + i) == 0));
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
        assertEquals(0, allocator.liveBlocks());
    }

    @Test
    void shouldKeepTheBytesWhenABlockGrowsAndShrinks() {
        long block = allocator.malloc(100);
        Pattern.write(block, 100, 1);
        long grown = allocator.realloc(block, 300_000);
        Pattern.check(grown, 100, 1);
        assertEquals(300_000, allocator.liveBytes());
        long shrunk = allocator.realloc(grown, 40);
        Pattern.check(shrunk, 40, 1);
        assertEquals(40, allocator.usableSize(shrunk));
        assertEquals(40, allocator.liveBytes());
        assertEquals(1, allocator.liveBlocks());
        allocator.free(shrunk);
    }

    @ParameterizedTest
    @ValueSource(longs = {SIZE_MAX, SIZE_MAX - 15, Long.MAX_VALUE, 1L << 55})
    void shouldKeepTheBlockWhenReallocFails(long bytes) {
        long block = allocator.malloc(60);
        Pattern.write(block, 60, 1);
        assertEquals(0, allocator.realloc(block, bytes));
        Pattern.check(block, 60, 1);
        assertEquals(60, allocator.usableSize(block));
        assertEquals(60, allocator.liveBytes());
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
        assertEquals(60, allocator.liveBytes());
        Pattern.write(block, 60, 1);
        long grown = allocator.realloc(block, 200_000);
        assertEquals(0, grown % alignment);
        Pattern.check(grown, 60, 1);
        Pattern.write(grown, 200_000, 2);
        long shrunk = allocator.realloc(grown, 1000);
        assertEquals(0, shrunk % alignment);
        Pattern.check(shrunk, 1000, 2);
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
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment original = arena.allocateFrom(string);
            long copy = allocator.strdup(original.address());
            assertEquals(string, Memory.getString(copy));
            assertEquals(original.byteSize(), allocator.liveBytes());
            allocator.free(copy);
        }
    }

    @Test
    void shouldCountWhatWasAskedForAndHeadersApart() {
        long one = allocator.malloc(60);
        long two = allocator.alignedAlloc(4096, 100);
        assertEquals(2, allocator.liveBlocks());
        assertEquals(160, allocator.liveBytes());
        assertEquals(format.naturalAlignment() + 4096, allocator.headerBytes());
        allocator.free(one);
        assertEquals(100, allocator.liveBytes());
        allocator.free(two);
    }

    @Test
    void shouldAgreeWithAModelOnRandomCalls(TestReporter reporter) {
        long seed = Long.getLong("headcount.seed", System.nanoTime());
        reporter.publishEntry("headcount.seed", Long.toString(seed));
        RandomCalls calls = new RandomCalls(allocator, seed);
        calls.run(5_000);
        calls.freeAll();
    }

    @Test
    void shouldServeManyThreadsAndFreeOnOthers() throws Exception {
        new CrossThreadFrees(allocator).run(8, 5_000);
    }
}
