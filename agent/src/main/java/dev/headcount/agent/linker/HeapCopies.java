package dev.headcount.agent.linker;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;

/**
 * Lets a handle that takes native segments only be called with segments on the Java heap: they are copied to native memory
 * for the call, and back after it. A segment that is passed twice is one for the function, too.
 */
final class HeapCopies {

    private static final long ALIGNMENT = 16;
    private static final MethodHandle CALL;

    static {
        try {
            CALL = MethodHandles.lookup()
                    .findStatic(HeapCopies.class, "call", methodType(Object.class, MethodHandle.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private HeapCopies() {}

    static MethodHandle around(MethodHandle handle) {
        return CALL.bindTo(handle)
                .asCollector(Object[].class, handle.type().parameterCount())
                .asType(handle.type());
    }

    private static Object call(MethodHandle handle, Object[] arguments) throws Throwable {
        Object[] copied = arguments.clone();
        try (Arena arena = Arena.ofConfined()) {
            for (int i = 0; i < copied.length; i++) {
                if (isOnHeap(copied[i])) {
                    MemorySegment heap = (MemorySegment) copied[i];
                    int first = Arrays.asList(arguments).indexOf(heap);
                    copied[i] = first < i
                            ? copied[first]
                            : arena.allocate(heap.byteSize(), ALIGNMENT).copyFrom(heap);
                }
            }
            Object answer = handle.invokeWithArguments(copied);
            for (int i = 0; i < copied.length; i++) {
                if (isOnHeap(arguments[i]) && !((MemorySegment) arguments[i]).isReadOnly()) {
                    ((MemorySegment) arguments[i]).copyFrom((MemorySegment) copied[i]);
                }
            }
            return answer;
        }
    }

    private static boolean isOnHeap(Object argument) {
        return argument instanceof MemorySegment segment && !segment.isNative();
    }
}
