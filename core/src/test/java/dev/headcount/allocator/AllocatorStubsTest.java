package dev.headcount.allocator;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.headcount.memory.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stubs called as C calls them: by address. */
class AllocatorStubsTest {

    private final Arena arena = Arena.ofShared();
    private final HeaderAllocator allocator = HeaderAllocator.over(SizedAllocators.libc(), Format.OWN_16);
    private final AllocatorStubs stubs = AllocatorStubs.of(allocator, arena);

    @AfterEach
    void shouldHaveNothingLeft() {
        assertEquals(0, allocator.liveBlocks());
        arena.close();
    }

    @Test
    void shouldAllocateResizeAndFree() throws Throwable {
        long block = callLong(stubs.malloc(), 60L);
        assertEquals(60, callLong(stubs.usableSize(), block));
        long moved = callLong(stubs.realloc(), block, 1000L);
        assertEquals(1000, allocator.liveBytes());
        callVoid(stubs.free(), moved);
    }

    @Test
    void shouldAllocateZeroedAndAligned() throws Throwable {
        long zeroed = callLong(stubs.calloc(), 10L, 8L);
        assertEquals(0, Memory.getLong(zeroed + 72));
        long aligned = callLong(stubs.alignedAlloc(), 4096L, 60L);
        assertEquals(0, aligned % 4096);
        assertEquals(140, allocator.liveBytes());
        callVoid(stubs.free(), zeroed);
        callVoid(stubs.free(), aligned);
    }

    @Test
    void shouldDuplicateAString() throws Throwable {
        long copy = callLong(stubs.strdup(), arena.allocateFrom("headcount").address());
        assertEquals("headcount", Memory.getString(copy));
        callVoid(stubs.free(), copy);
    }

    @Test
    void shouldTakeIntSizes() throws Throwable {
        long block = callLong(stubs.mallocInt(), 60);
        assertEquals(60, callInt(stubs.sizeInt(), block));
        long moved = callLong(stubs.reallocInt(), block, 1000);
        assertEquals(1000, callInt(stubs.sizeInt(), moved));
        callVoid(stubs.free(), moved);
    }

    @Test
    void shouldGiveNoMemoryForNegativeIntSizes() throws Throwable {
        assertEquals(0, callLong(stubs.mallocInt(), -1));
        assertEquals(0, callLong(stubs.mallocInt(), Integer.MIN_VALUE));
        long block = callLong(stubs.mallocInt(), 60);
        assertEquals(0, callLong(stubs.reallocInt(), block, -1));
        assertEquals(60, callInt(stubs.sizeInt(), block));
        callVoid(stubs.free(), block);
    }

    @Test
    void shouldAnswerTheLargestIntForALargerBlock() throws Throwable {
        long block = callLong(stubs.malloc(), 3L << 30);
        assertNotEquals(0, block);
        assertEquals(Integer.MAX_VALUE, callInt(stubs.sizeInt(), block));
        callVoid(stubs.free(), block);
    }

    @Test
    void shouldThrowNothingIntoNativeCode() throws Throwable {
        AllocatorStubs throwing = AllocatorStubs.of(HeaderAllocator.over(new Throwing(), Format.OWN_16), arena);
        assertEquals(0, callLong(throwing.malloc(), 60L));
        assertEquals(0, callLong(throwing.calloc(), 1L, 60L));
        assertEquals(0, callLong(throwing.realloc(), 0L, 60L));
        assertEquals(0, callLong(throwing.alignedAlloc(), 64L, 60L));
        assertEquals(
                0, callLong(throwing.strdup(), arena.allocateFrom("headcount").address()));
        assertEquals(0, callLong(throwing.mallocInt(), 60));
        assertEquals(6, throwing.failures());
        long block = callLong(stubs.malloc(), 60L);
        callVoid(throwing.free(), block);
        assertEquals(7, throwing.failures());
        assertEquals(0, stubs.failures());
        OwnHeader.revive(block, 76);
        callVoid(stubs.free(), block);
    }

    private static final class Throwing implements SizedAllocator {

        @Override
        public long allocate(long size, long alignment) {
            throw new OutOfMemoryError("thrown for a test");
        }

        @Override
        public long reallocate(long address, long oldSize, long alignment, long newSize) {
            throw new IllegalStateException("thrown for a test");
        }

        @Override
        public void deallocate(long address, long size, long alignment) {
            throw new StackOverflowError("thrown for a test");
        }

        @Override
        public String name() {
            return "throwing";
        }
    }

    private static long callLong(MemorySegment function, Object... arguments) throws Throwable {
        return (long) link(function, JAVA_LONG, arguments).invokeWithArguments(arguments);
    }

    private static int callInt(MemorySegment function, Object... arguments) throws Throwable {
        return (int) link(function, JAVA_INT, arguments).invokeWithArguments(arguments);
    }

    private static void callVoid(MemorySegment function, long argument) throws Throwable {
        link(function, null, argument).invokeExact(argument);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(MemorySegment function, MemoryLayout result, Object... arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            layouts[i] = arguments[i] instanceof Integer ? JAVA_INT : JAVA_LONG;
        }
        FunctionDescriptor descriptor =
                result == null ? FunctionDescriptor.ofVoid(layouts) : FunctionDescriptor.of(result, layouts);
        return Linker.nativeLinker().downcallHandle(function, descriptor);
    }
}
