package dev.headcount.gate;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Functions of the C library for generated code to call. */
final class NativeFunctions {

    private static final Linker LINKER = Linker.nativeLinker();

    private NativeFunctions() {}

    static long address(String name) {
        return LINKER.defaultLookup().findOrThrow(name).address();
    }

    /**
     * on_exit(3): has the process call {@code handler} with its status in exit(3), before what was registered earlier.
     * False where the C library does not have it.
     */
    @SuppressWarnings("restricted")
    static boolean onExit(long handler) {
        Optional<MemorySegment> function = LINKER.defaultLookup().find("on_exit");
        if (function.isEmpty()) {
            return false;
        }
        MethodHandle call =
                LINKER.downcallHandle(function.get(), FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
        try {
            return (int) call.invokeExact(handler, 0L) == 0;
        } catch (Throwable t) {
            throw new AssertionError("on_exit cannot throw", t);
        }
    }
}
