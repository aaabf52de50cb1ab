package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.headcount.agent.apps.AllocatorPointers.Pointers;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** {@code struct acme_allocator}: seven functions and the user's data. */
final class AcmeStruct {

    private static final int FIELDS = 8;

    private AcmeStruct() {}

    static MemorySegment of(Pointers pointers, Arena arena) {
        MemorySegment struct = arena.allocate(ADDRESS, FIELDS);
        struct.setAtIndex(ADDRESS, 0, pointers.malloc());
        struct.setAtIndex(ADDRESS, 1, pointers.calloc());
        struct.setAtIndex(ADDRESS, 2, pointers.realloc());
        struct.setAtIndex(ADDRESS, 3, pointers.free());
        struct.setAtIndex(ADDRESS, 4, pointers.alignedAlloc());
        struct.setAtIndex(ADDRESS, 5, pointers.strdup());
        struct.setAtIndex(ADDRESS, 6, pointers.size());
        return struct;
    }

    /** The library copies the struct, so it need not outlive the call. */
    static void install(Native library, Pointers pointers) {
        MethodHandle setAllocators = library.link("acme_set_allocators", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            int status = (int) setAllocators.invokeExact(of(pointers, arena));
            if (status != 0) {
                throw new IllegalStateException("not installed, status=" + status);
            }
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }
}
