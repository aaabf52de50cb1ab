package dev.headcount.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.headcount.ledger.DamageKind;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the tracked functions do, whatever types the delegate's have; called from C. The delegate is libc in the end. */
abstract class TrackedFunctionContract {

    private static final long NO_SUCH_SIZE =
            Integer.MIN_VALUE; // as a size_t, whatever it was before, more than there is

    private final TrackedLibrary tracked = TrackedLibrary.withoutHeaders();
    private final Arena arena = Arena.ofConfined();
    private final CFunction malloc = function(Role.MALLOC);
    private final CFunction realloc = function(Role.REALLOC);
    private final CFunction free = function(Role.FREE);

    abstract FunctionShape shape(Role role);

    abstract MethodHandle delegate(Role role);

    private CFunction function(Role role) {
        return CFunction.of(TrackedFunction.of(delegate(role), shape(role), tracked.library()), arena);
    }

    @AfterEach
    void closeArena() {
        arena.close();
    }

    private void assertLive(long blocks, long bytes) {
        assertEquals(blocks, tracked.figures().liveBlocks());
        assertEquals(bytes, tracked.figures().liveBytes());
        assertEquals(0, tracked.snapshot().tracker().faults());
    }

    @Test
    void shouldHaveTheTypeOfTheDelegate() {
        for (Role role : Role.values()) {
            MethodHandle delegate = delegate(role);
            assertEquals(
                    delegate.type(),
                    TrackedFunction.of(delegate, shape(role), tracked.library()).type());
        }
    }

    @Test
    void shouldTrackMallocAndFree() {
        long block = malloc.call(60);
        Memory.setLong(block, 1);
        assertLive(1, 60);
        free.call(block);
        assertLive(0, 0);
        assertEquals(1, tracked.figures().frees());
    }

    @Test
    void shouldPassFreeOfNullOn() {
        free.call(0);
        assertEquals(0, tracked.figures().frees());
        assertEquals(0, tracked.figures().foreignFrees());
    }

    @Test
    void shouldCountAMallocThatFails() {
        assertEquals(0, malloc.call(NO_SUCH_SIZE));
        assertEquals(1, tracked.figures().failures());
        assertLive(0, 0);
    }

    @Test
    void shouldTrackCallocByTheProduct() {
        CFunction calloc = function(Role.CALLOC);
        long block = calloc.call(10, 8);
        assertEquals(0, Memory.getLong(block + 72));
        assertLive(1, 80);
        assertEquals(0, calloc.call(Long.MAX_VALUE, 16));
        assertEquals(1, tracked.figures().failures());
        free.call(block);
    }

    @Test
    void shouldTrackRealloc() {
        long block = malloc.call(60);
        Memory.setLong(block, 1999993);
        long grown = realloc.call(block, 100_000);
        assertEquals(1999993, Memory.getLong(grown));
        assertLive(1, 100_000);
        assertEquals(1, tracked.figures().reallocations());
        free.call(grown);
        assertLive(0, 0);
    }

    @Test
    void shouldTrackReallocOfNullAsMalloc() {
        long block = realloc.call(0, 60);
        assertNotEquals(0, block);
        assertLive(1, 60);
        assertEquals(1, tracked.figures().allocations());
        free.call(block);
    }

    @Test
    void shouldTrackReallocToNothingAsFree() {
        assertEquals(0, realloc.call(malloc.call(60), 0)); // that is glibc's way
        assertLive(0, 0);
        assertEquals(1, tracked.figures().frees());
    }

    @Test
    void shouldKeepABlockThatCannotGrow() {
        long block = malloc.call(60);
        assertEquals(0, realloc.call(block, NO_SUCH_SIZE));
        assertLive(1, 60);
        assertEquals(1, tracked.figures().failures());
        Memory.setLong(block, 1);
        free.call(block);
        assertLive(0, 0);
    }

    @Test
    void shouldTrackAlignedBlocks() {
        long block = function(Role.ALIGNED_ALLOC).call(4096, 8192);
        assertEquals(0, block % 4096);
        assertLive(1, 8192);
        free.call(block);
        assertLive(0, 0);
    }

    @Test
    void shouldTrackStrdupByTheLengthOfItsCopy() {
        long string = arena.allocateFrom("sixteen letters.").address();
        long copy = function(Role.STRDUP).call(string);
        assertEquals("sixteen letters.", Memory.getString(copy));
        assertLive(1, 17);
        free.call(copy);
        assertLive(0, 0);
    }

    @Test
    void shouldChangeNothingWhereTheSizeIsAsked() {
        long block = malloc.call(60);
        LibrarySnapshot before = tracked.figures();
        long size = function(Role.SIZE).call(block);
        assertEquals(72, size, "glibc rounds up to 16, less 8");
        assertEquals(before.allocations(), tracked.figures().allocations());
        assertLive(1, 60);
        free.call(block);
    }

    @Test
    void shouldPassBlocksOnThatItNeverSaw() {
        long foreign = Libc.malloc(60);
        long moved = realloc.call(foreign, 80);
        assertLive(1, 80);
        assertEquals(1, tracked.figures().foreignFrees());
        free.call(moved);
        free.call(Libc.malloc(60));
        assertEquals(2, tracked.figures().foreignFrees());
        assertLive(0, 0);
    }

    /** If one of these reached libc, it would end the process. */
    @Test
    void shouldHoldDamageBack() {
        long block = malloc.call(60);
        free.call(block + 16);
        assertEquals(0, realloc.call(block + 16, 80));
        free.call(block);
        free.call(block);
        assertEquals(0, realloc.call(block, 80));
        assertEquals(2, tracked.figures().damage().get(DamageKind.INTERIOR_POINTER));
        assertEquals(2, tracked.figures().damage().get(DamageKind.DOUBLE_FREE));
        assertLive(0, 0);
    }
}
