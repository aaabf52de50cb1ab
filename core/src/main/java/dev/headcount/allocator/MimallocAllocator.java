package dev.headcount.allocator;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/**
 * mimalloc through its aligned and sized functions, see mimalloc.h. Its release builds find a block's size themselves
 * and only its debug builds compare; the size is given all the same.
 *
 * <p>Links when the class is initialized: to be touched only where the library is known to be there.
 */
final class MimallocAllocator implements SizedAllocator {

    private static final FunctionDescriptor LONG_OF_LONGS = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG);

    // Not mi_malloc_aligned: that of mimalloc 2.0.9, which Debian 12 has, aligns blocks of 256, 512 and 1024 bytes to
    // 128
    // only, whatever was asked for (https://github.com/microsoft/mimalloc/issues/700).
    private static final MethodHandle MALLOC = AllocatorLibrary.MIMALLOC.link(
            "mi_malloc_aligned_at", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle ZALLOC = AllocatorLibrary.MIMALLOC.link("mi_zalloc_aligned", LONG_OF_LONGS);
    private static final MethodHandle REALLOC = AllocatorLibrary.MIMALLOC.link(
            "mi_realloc_aligned", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle FREE = AllocatorLibrary.MIMALLOC.link(
            "mi_free_size_aligned", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG));

    @Override
    public long allocate(long size, long alignment) {
        try {
            return (long) MALLOC.invokeExact(size, alignment, 0L);
        } catch (Throwable t) {
            throw new AssertionError("mi_malloc_aligned_at cannot throw", t);
        }
    }

    @Override
    public long allocateZeroed(long size, long alignment) {
        try {
            return (long) ZALLOC.invokeExact(size, alignment);
        } catch (Throwable t) {
            throw new AssertionError("mi_zalloc_aligned cannot throw", t);
        }
    }

    @Override
    public long reallocate(long address, long oldSize, long alignment, long newSize) {
        try {
            return (long) REALLOC.invokeExact(address, newSize, alignment);
        } catch (Throwable t) {
            throw new AssertionError("mi_realloc_aligned cannot throw", t);
        }
    }

    @Override
    public void deallocate(long address, long size, long alignment) {
        try {
            FREE.invokeExact(address, size, alignment);
        } catch (Throwable t) {
            throw new AssertionError("mi_free_size_aligned cannot throw", t);
        }
    }

    @Override
    public String name() {
        return "mimalloc";
    }
}
