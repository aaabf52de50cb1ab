package dev.headcount.gate;

import static java.lang.invoke.MethodType.methodType;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Java functions with pointers and sizes as {@code long}. */
class LongDelegateTest extends TrackedFunctionContract {

    @Override
    FunctionShape shape(Role role) {
        return FunctionShape.standard(role);
    }

    @Override
    MethodHandle delegate(Role role) {
        MethodType ofLong = methodType(long.class, long.class);
        MethodType ofLongs = methodType(long.class, long.class, long.class);
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            return switch (role) {
                case MALLOC -> lookup.findStatic(Libc.class, "malloc", ofLong);
                case CALLOC -> lookup.findStatic(Libc.class, "calloc", ofLongs);
                case REALLOC -> lookup.findStatic(Libc.class, "realloc", ofLongs);
                case FREE -> lookup.findStatic(Libc.class, "free", methodType(void.class, long.class));
                case ALIGNED_ALLOC -> lookup.findStatic(Libc.class, "alignedAlloc", ofLongs);
                case STRDUP -> lookup.findStatic(LongDelegateTest.class, "strdup", ofLong);
                case SIZE -> lookup.findStatic(LongDelegateTest.class, "size", ofLong);
            };
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no function", e);
        }
    }

    static long strdup(long string) {
        long bytes = Libc.strlen(string) + 1;
        long copy = Libc.malloc(bytes);
        Memory.copy(string, copy, bytes);
        return copy;
    }

    /** glibc's word in front of the block: its size, and flags in the lowest bits. */
    static long size(long block) {
        return (Memory.getLong(block - Long.BYTES) & -16) - Long.BYTES;
    }
}
