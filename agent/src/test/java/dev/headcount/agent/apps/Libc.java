package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/** The C library's allocator, with pointers as numbers. */
final class Libc {

    private static final Native LIBC = Native.libc();
    private static final FunctionDescriptor LONG_OF_LONG = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);
    private static final FunctionDescriptor LONG_OF_LONGS = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private static final MethodHandle MALLOC = LIBC.link("malloc", LONG_OF_LONG);
    private static final MethodHandle REALLOC = LIBC.link("realloc", LONG_OF_LONGS);
    private static final MethodHandle ALIGNED_ALLOC = LIBC.link("aligned_alloc", LONG_OF_LONGS);
    private static final MethodHandle FREE = LIBC.link("free", FunctionDescriptor.ofVoid(JAVA_LONG));

    private Libc() {}

    static long malloc(long size) {
        try {
            return (long) MALLOC.invokeExact(size);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    static long realloc(long address, long size) {
        try {
            return (long) REALLOC.invokeExact(address, size);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    static long alignedAlloc(long alignment, long size) {
        try {
            return (long) ALIGNED_ALLOC.invokeExact(alignment, size);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    static void free(long address) {
        try {
            FREE.invokeExact(address);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }
}
