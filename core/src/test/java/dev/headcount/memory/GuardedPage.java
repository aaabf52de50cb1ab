package dev.headcount.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** A page of zeros, with a page in front of it that ends the JVM when it is read. */
public final class GuardedPage implements AutoCloseable {

    // A 64 KiB page is the largest there is; the guard takes as much.
    private static final long PAGE_BYTES = 64 * 1024;

    // <sys/mman.h>
    private static final int PROT_NONE = 0;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;

    private static final MethodHandle MMAP = link(
            "mmap", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MPROTECT =
            link("mprotect", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle MUNMAP = link("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));

    private final long guard;

    public GuardedPage() throws Throwable {
        guard = (long) MMAP.invokeExact(0L, 2 * PAGE_BYTES, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
        assertEquals(0, (int) MPROTECT.invokeExact(guard, PAGE_BYTES, PROT_NONE));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    /** Where the page starts. */
    public long start() {
        return guard + PAGE_BYTES;
    }

    @Override
    public void close() {
        try {
            assertEquals(0, (int) MUNMAP.invokeExact(guard, 2 * PAGE_BYTES));
        } catch (Throwable t) {
            throw new AssertionError("munmap cannot throw", t);
        }
    }
}
