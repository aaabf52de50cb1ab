package dev.headcount.examples.overhead;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** An 8-byte header allocator for SQLite, as upcalls into Java: as fast as such a thing can be, it counts nothing. */
@SuppressWarnings("restricted")
final class UpcallMalloc {

    private static final long HEADER = 8;
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final MethodHandle MALLOC = libc("malloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
    private static final MethodHandle REALLOC = libc("realloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle FREE = libc("free", FunctionDescriptor.ofVoid(JAVA_LONG));

    private UpcallMalloc() {}

    private static MethodHandle libc(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), descriptor, Linker.Option.critical(false));
    }

    /** A {@code sqlite3_mem_methods} of these functions. */
    static MemorySegment methods() throws ReflectiveOperationException {
        FunctionDescriptor free = FunctionDescriptor.ofVoid(ADDRESS);
        FunctionDescriptor intOfPointer = FunctionDescriptor.of(JAVA_INT, ADDRESS);
        MemorySegment methods = Arena.global().allocate(ADDRESS, 8);
        methods.setAtIndex(ADDRESS, 0, stub("malloc", FunctionDescriptor.of(ADDRESS, JAVA_INT)));
        methods.setAtIndex(ADDRESS, 1, stub("free", free));
        methods.setAtIndex(ADDRESS, 2, stub("realloc", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT)));
        methods.setAtIndex(ADDRESS, 3, stub("size", intOfPointer));
        methods.setAtIndex(ADDRESS, 4, stub("roundUp", FunctionDescriptor.of(JAVA_INT, JAVA_INT)));
        methods.setAtIndex(ADDRESS, 5, stub("init", intOfPointer));
        methods.setAtIndex(ADDRESS, 6, stub("shutdown", free));
        return methods;
    }

    private static MemorySegment stub(String method, FunctionDescriptor descriptor)
            throws ReflectiveOperationException {
        MethodHandle target = MethodHandles.lookup().findStatic(UpcallMalloc.class, method, descriptor.toMethodType());
        return Linker.nativeLinker().upcallStub(target, descriptor, Arena.global());
    }

    private static MemorySegment malloc(int size) {
        try {
            return withHeader((long) MALLOC.invokeExact(size + HEADER), size);
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }

    private static MemorySegment realloc(MemorySegment block, int size) {
        try {
            return withHeader((long) REALLOC.invokeExact(block.address() - HEADER, size + HEADER), size);
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }

    private static MemorySegment withHeader(long base, int size) {
        if (base == 0) {
            return MemorySegment.NULL;
        }
        MEMORY.set(JAVA_LONG, base, size + HEADER);
        return MemorySegment.ofAddress(base + HEADER);
    }

    private static void free(MemorySegment block) {
        try {
            if (block.address() != 0) {
                FREE.invokeExact(block.address() - HEADER);
            }
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }

    private static int size(MemorySegment block) {
        return block.address() == 0 ? 0 : (int) (MEMORY.get(JAVA_LONG, block.address() - HEADER) - HEADER);
    }

    private static int roundUp(int size) {
        return (size + 7) & ~7;
    }

    private static int init(MemorySegment unused) {
        return 0;
    }

    private static void shutdown(MemorySegment unused) {}
}
