package dev.headcount.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.headcount.NativeLibraries;
import dev.headcount.memory.GuardedPage;
import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** The blocks come from real allocators, and are never freed: 32 small ones a test. */
class HeaderLearnerTest {

    private final HeaderLearner learner = new HeaderLearner();

    @Test
    void shouldLearnTheEightByteHeader() {
        learn(HeaderAllocator.over(SizedAllocators.libc(), Format.SIZE_8)::malloc, HeaderLearnerTest::differentSizes);
        assertEquals(HeaderFormat.SIZE_8, learner.decidedOrNull());
    }

    @Test
    void shouldLearnOurOwnHeader() {
        learn(HeaderAllocator.over(SizedAllocators.libc(), Format.OWN_16)::malloc, HeaderLearnerTest::differentSizes);
        assertEquals(HeaderFormat.SIZE_16, learner.decidedOrNull());
    }

    @Test
    void shouldLearnEveryKnownFormat() {
        for (HeaderFormat format : HeaderFormat.KNOWN) {
            HeaderLearner each = new HeaderLearner();
            observe(each, bytes -> mallocWith(format, bytes), HeaderLearnerTest::differentSizes);
            assertEquals(format, each.decidedOrNull());
        }
    }

    @Test
    void shouldFindNoHeaderInGlibc() {
        learn(Libc::malloc, HeaderLearnerTest::differentSizes);
        assertEquals(HeaderFormat.NONE, learner.decidedOrNull());
    }

    @Test
    void shouldNotTakeGlibcsChunkSizeForAHeader() {
        HeaderFormat looksLikeIt = HeaderFormat.named("size16at8").orElseThrow();
        learn(bytes -> mallocWith(looksLikeIt, bytes), i -> 17 + 16 * i); // 17 has 0x21: a chunk of 32, previous in use
        assertEquals(HeaderFormat.NONE, learner.decidedOrNull());
    }

    @Test
    void shouldFindNoHeaderInMimalloc() {
        NativeLibraries.require("libmimalloc.so.2", "libmimalloc2.0");
        SizedAllocator mimalloc = SizedAllocators.mimalloc().orElseThrow();
        learn(bytes -> mimalloc.allocate(bytes, 16), HeaderLearnerTest::differentSizes);
        assertEquals(HeaderFormat.NONE, learner.decidedOrNull());
    }

    @Test
    void shouldDecideForNoneAtTheFirstBlockThatFitsNoFormat() {
        long block = mallocWith(HeaderFormat.SIZE_8, 100);
        learner.observe(block, 101);
        assertEquals(HeaderFormat.NONE, learner.decidedOrNull());
    }

    @Test
    void shouldNotDecideForAFormatBeforeItFittedManyBlocks() {
        for (int i = 1; i < HeaderLearner.OBSERVATIONS; i++) {
            learner.observe(mallocWith(HeaderFormat.SIZE_8, i), i);
            assertNull(learner.decidedOrNull());
            assertFalse(learner.isDecided());
        }
        learner.observe(mallocWith(HeaderFormat.SIZE_8, 5), 5);
        assertEquals(HeaderFormat.SIZE_8, learner.decidedOrNull());
    }

    @Test
    void shouldStickToItsDecision() {
        learn(bytes -> mallocWith(HeaderFormat.SIZE_8, bytes), HeaderLearnerTest::differentSizes);
        learner.observe(mallocWith(HeaderFormat.SIZE_8, 100), 101);
        assertEquals(HeaderFormat.SIZE_8, learner.decidedOrNull());
    }

    @Test
    void shouldNotTrustAFewSizes() {
        learn(bytes -> mallocWith(HeaderFormat.SIZE_8, bytes), i -> 100 + i % 3);
        assertEquals(HeaderFormat.NONE, learner.decidedOrNull());
    }

    @Test
    void shouldPreferTheNearerOfTwoWordsThatBothFit() {
        learn(
                bytes -> {
                    long userPointer = mallocWith(HeaderFormat.SIZE_16, bytes);
                    Memory.setLong(userPointer - 8, bytes);
                    return userPointer;
                },
                HeaderLearnerTest::differentSizes);
        assertEquals(HeaderFormat.named("payload8").orElseThrow(), learner.decidedOrNull());
    }

    @Test
    void shouldPassOverWhatItMustNotRead() throws Throwable {
        try (GuardedPage page = new GuardedPage()) {
            learner.observe(page.start(), 100);
            learner.observe(page.start() + 8, 100);
            learner.observe(0, 100);
        }
        assertNull(learner.decidedOrNull());
    }

    @Test
    void shouldPassOverRequestsForNothing() {
        learner.observe(Libc.malloc(0), 0);
        assertNull(learner.decidedOrNull());
    }

    @Test
    void shouldDecideOnceForAllThreads() throws Exception {
        HeaderAllocator allocator = HeaderAllocator.over(SizedAllocators.libc(), Format.OWN_16);
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                all.add(pool.submit(() -> observe(learner, allocator::malloc, HeaderLearnerTest::differentSizes)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertEquals(HeaderFormat.SIZE_16, learner.decidedOrNull());
    }

    private void learn(LongUnaryOperator malloc, LongUnaryOperator sizes) {
        observe(learner, malloc, sizes);
    }

    private static long differentSizes(long i) {
        return 24 + 13 * i;
    }

    /** As many blocks as it takes, counting those that may be looked at. */
    private static void observe(HeaderLearner learner, LongUnaryOperator malloc, LongUnaryOperator sizes) {
        int seen = 0;
        while (seen < HeaderLearner.OBSERVATIONS) {
            long bytes = sizes.applyAsLong(seen);
            long userPointer = malloc.applyAsLong(bytes);
            learner.observe(userPointer, bytes);
            seen += HeaderFormat.readable(userPointer) ? 1 : 0;
        }
    }

    /** A block with a 16-byte header in which only the format's word is set. */
    private static long mallocWith(HeaderFormat format, long bytes) {
        long userPointer = Libc.calloc(1, 16 + bytes) + 16;
        while (!HeaderFormat.readable(userPointer)) {
            userPointer = Libc.calloc(1, 16 + bytes) + 16;
        }
        Memory.setLong(userPointer + format.wordOffset(), bytes + format.addend());
        return userPointer;
    }
}
