package dev.headcount.gate.allocator;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of a native allocator as C calls them: by their pointers. */
final class NativeCalls {

    private static final FunctionDescriptor LONG_OF_LONG = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);
    private static final FunctionDescriptor LONG_OF_LONGS = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private final MethodHandle malloc;
    private final MethodHandle calloc;
    private final MethodHandle realloc;
    private final MethodHandle free;
    private final MethodHandle alignedAlloc;
    private final MethodHandle usableSize;
    private final MethodHandle strdup;

    private NativeCalls(NativeAllocator allocator) {
        malloc = link(allocator.malloc(), LONG_OF_LONG);
        calloc = link(allocator.calloc(), LONG_OF_LONGS);
        realloc = link(allocator.realloc(), LONG_OF_LONGS);
        free = link(allocator.free(), FunctionDescriptor.ofVoid(JAVA_LONG));
        alignedAlloc = link(allocator.alignedAlloc(), LONG_OF_LONGS);
        usableSize = link(allocator.usableSize(), LONG_OF_LONG);
        strdup = link(allocator.strdup(), LONG_OF_LONG);
    }

    static NativeCalls of(NativeAllocator allocator) {
        return new NativeCalls(allocator);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(MemorySegment function, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(function, descriptor);
    }

    long malloc(long bytes) {
        try {
            return (long) malloc.invokeExact(bytes);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    long calloc(long count, long bytesEach) {
        try {
            return (long) calloc.invokeExact(count, bytesEach);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    long realloc(long block, long bytes) {
        try {
            return (long) realloc.invokeExact(block, bytes);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    void free(long block) {
        try {
            free.invokeExact(block);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    long alignedAlloc(long alignment, long bytes) {
        try {
            return (long) alignedAlloc.invokeExact(alignment, bytes);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    long usableSize(long block) {
        try {
            return (long) usableSize.invokeExact(block);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    long strdup(long string) {
        try {
            return (long) strdup.invokeExact(string);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    private static AssertionError unreachable(Throwable t) {
        return new AssertionError("machine code cannot throw", t);
    }
}
