package dev.headcount.gate;

import dev.headcount.memory.Libc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.stream.Stream;

/** Java functions with pointers as {@link MemorySegment}, as most applications write them. */
class SegmentDelegateTest extends TrackedFunctionContract {

    @Override
    FunctionShape shape(Role role) {
        return FunctionShape.standard(role);
    }

    @Override
    MethodHandle delegate(Role role) {
        Method function = Stream.of(Functions.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(role.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
        try {
            return MethodHandles.lookup().unreflect(function);
        } catch (IllegalAccessException e) {
            throw new LinkageError("no function", e);
        }
    }

    private static final class Functions {

        static MemorySegment malloc(long size) {
            return MemorySegment.ofAddress(Libc.malloc(size));
        }

        static MemorySegment calloc(long count, long size) {
            return MemorySegment.ofAddress(Libc.calloc(count, size));
        }

        static MemorySegment realloc(MemorySegment block, long size) {
            return MemorySegment.ofAddress(Libc.realloc(block.address(), size));
        }

        static void free(MemorySegment block) {
            Libc.free(block.address());
        }

        static MemorySegment aligned_alloc(long alignment, long size) {
            return MemorySegment.ofAddress(Libc.alignedAlloc(alignment, size));
        }

        static MemorySegment strdup(MemorySegment string) {
            return MemorySegment.ofAddress(LongDelegateTest.strdup(string.address()));
        }

        static long size(MemorySegment block) {
            return LongDelegateTest.size(block.address());
        }
    }
}
