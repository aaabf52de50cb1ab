package dev.headcount.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** Whole pages of memory straight from the kernel, see mmap(2) and mprotect(2). */
public final class Pages {

    /** The page size of x86-64, and the largest that aarch64 kernels use: a multiple of either will do for both. */
    public static final long BYTES = 64 * 1024;

    private static final int PROT_READ = 1; // <bits/mman-linux.h>
    private static final int PROT_WRITE = 2;
    private static final int PROT_EXEC = 4;
    private static final int MAP_PRIVATE = 2;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MAP_NORESERVE = 0x4000;
    private static final int MADV_NOHUGEPAGE = 15; // <bits/mman-linux.h>
    private static final long MAP_FAILED = -1;

    private static final MethodHandle MMAP = link(
            "mmap", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final FunctionDescriptor OF_RANGE = FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle MPROTECT = link("mprotect", OF_RANGE);
    private static final MethodHandle MADVISE = link("madvise", OF_RANGE);

    private Pages() {}

    /** How large the pages of this system are. */
    public static long systemBytes() {
        try {
            long bytes = (long) Symbols.link("getpagesize").invokeExact(0L, 0L);
            return (int) bytes; // the upper half of the register is anything
        } catch (Throwable t) {
            throw new AssertionError("getpagesize cannot throw", t);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    /** Zeroed memory to read and write, a multiple of {@link #BYTES} long; 0 where there is none. */
    public static long map(long bytes) {
        return map(bytes, MAP_PRIVATE | MAP_ANONYMOUS);
    }

    /**
     * The same, for a range of which only parts will be touched, here and there: what is not touched takes no memory, and
     * what is takes single pages, never huge ones.
     */
    public static long mapSparse(long bytes) {
        long address = map(bytes, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE);
        if (address != 0) {
            try {
                int _ = (int) MADVISE.invokeExact(address, bytes, MADV_NOHUGEPAGE); // fails where there are none
            } catch (Throwable t) {
                throw new AssertionError("madvise cannot throw", t);
            }
        }
        return address;
    }

    private static long map(long bytes, int flags) {
        try {
            long address = (long) MMAP.invokeExact(0L, bytes, PROT_READ | PROT_WRITE, flags, -1, 0L);
            return address == MAP_FAILED ? 0 : address;
        } catch (Throwable t) {
            throw new AssertionError("mmap cannot throw", t);
        }
    }

    /** Makes mapped memory code: to read and execute, no more to write. False where the system does not allow it. */
    public static boolean makeExecutable(long address, long bytes) {
        try {
            return (int) MPROTECT.invokeExact(address, bytes, PROT_READ | PROT_EXEC) == 0;
        } catch (Throwable t) {
            throw new AssertionError("mprotect cannot throw", t);
        }
    }
}
