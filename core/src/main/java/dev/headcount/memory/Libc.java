package dev.headcount.memory;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The functions of the C library that Headcount calls itself, with C's own semantics; pointers are {@code long}. They are the
 * {@linkplain Symbols#ofProcess process's}: where another malloc is preloaded, that.
 *
 * <p>Short calls are linked as {@linkplain Linker.Option#critical critical}: no thread transition, 4 ns instead of 10. A
 * block of {@value #LONG_CALL_BYTES} bytes and more may cost the kernel a mapping, so those calls make the transition: a
 * critical call would hold up every safepoint meanwhile.
 */
public final class Libc {

    /** glibc's initial M_MMAP_THRESHOLD, see mallopt(3). */
    static final long LONG_CALL_BYTES = 128 * 1024;

    private static final Linker.Option CRITICAL = Linker.Option.critical(false);
    private static final FunctionDescriptor LONG_OF_LONG = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);
    private static final FunctionDescriptor LONG_OF_LONGS = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final FunctionDescriptor OF_LONG = FunctionDescriptor.ofVoid(JAVA_LONG);

    private static final MethodHandle MALLOC = link("malloc", LONG_OF_LONG, CRITICAL);
    private static final MethodHandle MALLOC_LONG = link("malloc", LONG_OF_LONG);
    private static final MethodHandle CALLOC = link("calloc", LONG_OF_LONGS);
    private static final MethodHandle REALLOC = link("realloc", LONG_OF_LONGS);
    private static final MethodHandle ALIGNED_ALLOC = link("aligned_alloc", LONG_OF_LONGS);
    private static final MethodHandle FREE = link("free", OF_LONG, CRITICAL);
    private static final MethodHandle FREE_LONG = link("free", OF_LONG);
    private static final MethodHandle STRLEN = link("strlen", LONG_OF_LONG, CRITICAL);
    private static final MethodHandle PRCTL =
            link("prctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS), Linker.Option.firstVariadicArg(1));

    private static final int PR_GET_NAME = 16; // <linux/prctl.h>
    private static final int THREAD_NAME_BYTES = 16; // TASK_COMM_LEN, NUL included

    private Libc() {}

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        MemorySegment function = MemorySegment.ofAddress(Symbols.ofProcess(name));
        return Linker.nativeLinker().downcallHandle(function, descriptor, options);
    }

    /** A block of {@code bytes} bytes aligned to 16, or 0. */
    public static long malloc(long bytes) {
        try {
            return Long.compareUnsigned(bytes, LONG_CALL_BYTES) < 0
                    ? (long) MALLOC.invokeExact(bytes)
                    : (long) MALLOC_LONG.invokeExact(bytes);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** A zeroed block of {@code count * bytes} bytes, or 0, also where the product overflows. */
    public static long calloc(long count, long bytes) {
        try {
            return (long) CALLOC.invokeExact(count, bytes);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** The block at {@code address}, moved if need be; 0 leaves it where and as it was. */
    public static long realloc(long address, long bytes) {
        try {
            return (long) REALLOC.invokeExact(address, bytes);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** A block whose address is a multiple of {@code alignment}, a power of two; or 0. */
    public static long alignedAlloc(long alignment, long bytes) {
        try {
            return (long) ALIGNED_ALLOC.invokeExact(alignment, bytes);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** Frees a block whose size the caller does not know. */
    public static void free(long address) {
        free(address, 0);
    }

    /** Frees a block of {@code bytes} bytes; the size only chooses how the call is made. */
    public static void free(long address, long bytes) {
        try {
            if (bytes < LONG_CALL_BYTES) {
                FREE.invokeExact(address);
            } else {
                FREE_LONG.invokeExact(address);
            }
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** Bytes of the NUL-terminated string at {@code address}, without the NUL. */
    public static long strlen(long address) {
        try {
            return (long) STRLEN.invokeExact(address);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** The calling thread's name as the kernel knows it: at most 15 bytes, see prctl(2). */
    public static String threadName() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(ValueLayout.JAVA_BYTE, THREAD_NAME_BYTES);
            int status = (int) PRCTL.invokeExact(PR_GET_NAME, name);
            return status == 0 ? name.getString(0) : "";
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    private static AssertionError unreachable(Throwable t) {
        return new AssertionError("a C function cannot throw", t);
    }
}
