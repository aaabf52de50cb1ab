package dev.headcount.allocator;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/**
 * jemalloc through its sized functions, see jemalloc(3). {@code sdallocx} believes the size: it looks no block up.
 *
 * <p>Links when the class is initialized: to be touched only where the library is known to be there.
 */
final class JemallocAllocator implements SizedAllocator {

    private static final MethodHandle MALLOCX =
            AllocatorLibrary.JEMALLOC.link("mallocx", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle RALLOCX =
            AllocatorLibrary.JEMALLOC.link("rallocx", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle SDALLOCX =
            AllocatorLibrary.JEMALLOC.link("sdallocx", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_INT));

    private static final int MALLOCX_ZERO = 0x40; // <jemalloc/jemalloc.h>

    /** MALLOCX_LG_ALIGN(n) is n. */
    private static int flags(long alignment) {
        return Long.numberOfTrailingZeros(alignment);
    }

    @Override
    public long allocate(long size, long alignment) {
        return mallocx(size, flags(alignment));
    }

    @Override
    public long allocateZeroed(long size, long alignment) {
        return mallocx(size, flags(alignment) | MALLOCX_ZERO);
    }

    private static long mallocx(long size, int flags) {
        try {
            return (long) MALLOCX.invokeExact(size, flags);
        } catch (Throwable t) {
            throw new AssertionError("mallocx cannot throw", t);
        }
    }

    @Override
    public long reallocate(long address, long oldSize, long alignment, long newSize) {
        try {
            return (long) RALLOCX.invokeExact(address, newSize, flags(alignment));
        } catch (Throwable t) {
            throw new AssertionError("rallocx cannot throw", t);
        }
    }

    @Override
    public void deallocate(long address, long size, long alignment) {
        try {
            SDALLOCX.invokeExact(address, size, flags(alignment));
        } catch (Throwable t) {
            throw new AssertionError("sdallocx cannot throw", t);
        }
    }

    @Override
    public String name() {
        return "jemalloc";
    }
}
