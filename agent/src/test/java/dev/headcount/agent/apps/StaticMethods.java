package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.headcount.agent.apps.AllocatorPointers.Pointers;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** An allocator of static methods, as most tutorials have it. */
final class StaticMethods {

    static CountingAllocator allocator;

    private StaticMethods() {}

    static long malloc(long size) {
        return allocator.malloc(size);
    }

    static long realloc(long address, long size) {
        return allocator.realloc(address, size);
    }

    static void free(long address) {
        allocator.free(address);
    }

    static Pointers pointers() {
        MemorySegment none = MemorySegment.NULL;
        return new Pointers(
                pointer("malloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG)),
                none,
                pointer("realloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG)),
                pointer("free", FunctionDescriptor.ofVoid(JAVA_LONG)),
                none,
                none,
                none);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment pointer(String method, FunctionDescriptor descriptor) {
        try {
            return Linker.nativeLinker()
                    .upcallStub(
                            MethodHandles.lookup().findStatic(StaticMethods.class, method, descriptor.toMethodType()),
                            descriptor,
                            Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method, e);
        }
    }
}
