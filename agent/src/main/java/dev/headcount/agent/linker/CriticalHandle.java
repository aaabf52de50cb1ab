package dev.headcount.agent.linker;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Critical handles of tracked libraries. A critical downcall must not call back into Java, and a tracked allocator does: the
 * JVM would die. So the same function is linked again without that option; the call costs some nanoseconds more.
 */
final class CriticalHandle {

    private static final Linker.Option ON_HEAP = Linker.Option.critical(true);
    private static final Linker.Option OFF_HEAP = Linker.Option.critical(false);

    private CriticalHandle() {}

    /** {@code handle}, or where that is critical one of the same type that may be called back into. */
    @SuppressWarnings("restricted")
    static MethodHandle madeCallable(
            MethodHandle handle, MemorySegment symbol, FunctionDescriptor descriptor, Linker.Option[] options) {
        boolean onHeap = Arrays.asList(options).contains(ON_HEAP);
        if (!onHeap && !Arrays.asList(options).contains(OFF_HEAP)) {
            return handle;
        }
        Linker.Option[] others = Arrays.stream(options)
                .filter(option -> !option.equals(ON_HEAP) && !option.equals(OFF_HEAP))
                .toArray(Linker.Option[]::new);
        MethodHandle unbound = Linker.nativeLinker().downcallHandle(descriptor, others);
        MethodHandle callable = handle.type().equals(unbound.type()) ? unbound : unbound.bindTo(symbol);
        return onHeap ? HeapCopies.around(callable) : callable;
    }
}
