package dev.headcount.examples.cassandra.app;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * The allocator that the application may give to the driver: Java methods, called from C on Java's threads and on the driver's.
 * {@code free} gets a pointer and nothing else, so each block has a {@link BlockHeader}.
 *
 * <p>Nothing here may throw: an exception that leaves an upcall ends the JVM.
 */
@SuppressWarnings("restricted")
final class DriverMemory {

    private static final MethodHandle REALLOC = libc("realloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle FREE = libc("free", FunctionDescriptor.ofVoid(JAVA_LONG));

    private static final Account ACCOUNT = new Account();

    private DriverMemory() {}

    /** Makes the driver allocate here, and libuv, to which the driver hands it on. Only before either is used for the first time. */
    static Account install() {
        FunctionDescriptor threePointers = Driver.nothing(ADDRESS, ADDRESS, ADDRESS);
        MethodHandle setFunctions = Driver.link("cass_alloc_set_functions", threePointers);
        MemorySegment malloc = upcall("malloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
        MemorySegment realloc = upcall("realloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
        MemorySegment free = upcall("free", FunctionDescriptor.ofVoid(JAVA_LONG));
        try {
            setFunctions.invokeExact(malloc, realloc, free);
        } catch (Throwable t) {
            throw Driver.unreachable(t);
        }
        return ACCOUNT;
    }

    private static long malloc(long bytes) {
        return block(0, bytes);
    }

    private static long realloc(long pointer, long bytes) {
        if (pointer == 0) {
            return block(0, bytes);
        }
        if (bytes == 0) {
            free(pointer);
            return 0;
        }
        long oldBytes = BlockHeader.requested(pointer);
        long oldThread = BlockHeader.thread(pointer);
        long moved = block(pointer - BlockHeader.BYTES, bytes);
        if (moved != 0) {
            ACCOUNT.freed(oldBytes, oldThread);
        }
        return moved;
    }

    private static void free(long pointer) {
        if (pointer != 0) {
            ACCOUNT.freed(BlockHeader.requested(pointer), BlockHeader.thread(pointer));
            free0(pointer - BlockHeader.BYTES);
        }
    }

    /** As in C, {@code realloc} of NULL is {@code malloc}. */
    private static long block(long base, long bytes) {
        if (bytes < 0 || bytes > Long.MAX_VALUE - BlockHeader.BYTES) {
            return 0;
        }
        long moved = realloc0(base, BlockHeader.BYTES + bytes);
        if (moved == 0) {
            return 0;
        }
        ACCOUNT.allocated();
        return BlockHeader.write(moved, bytes, Thread.currentThread().threadId());
    }

    private static long realloc0(long base, long bytes) {
        try {
            return (long) REALLOC.invokeExact(base, bytes);
        } catch (Throwable t) {
            throw Driver.unreachable(t);
        }
    }

    private static void free0(long base) {
        try {
            FREE.invokeExact(base);
        } catch (Throwable t) {
            throw Driver.unreachable(t);
        }
    }

    private static MethodHandle libc(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), descriptor, Linker.Option.critical(false));
    }

    private static MemorySegment upcall(String name, FunctionDescriptor descriptor) {
        try {
            MethodHandle method =
                    MethodHandles.lookup().findStatic(DriverMemory.class, name, descriptor.toMethodType());
            return Linker.nativeLinker().upcallStub(method, descriptor, Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no method " + name, e);
        }
    }
}
