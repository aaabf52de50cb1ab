package dev.headcount.gate;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.headcount.memory.Symbols;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Functions of the C library for generated code to call. */
public final class NativeFunctions {

    private static final Linker LINKER = Linker.nativeLinker();

    private NativeFunctions() {}

    /** The one that the process's C code calls by this name: blocks of its malloc must reach its free. */
    public static long address(String name) {
        return Symbols.ofProcess(name);
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

    /**
     * pthread_atfork(3): has the C library call {@code handler} in the child of every fork(2). Nothing is done where the C library
     * has no such function for programs that are not linked with it; glibc has.
     */
    @SuppressWarnings("restricted")
    public static void inChildren(long handler) {
        Optional<MemorySegment> function = LINKER.defaultLookup().find("__register_atfork");
        if (function.isPresent()) {
            MethodHandle call = LINKER.downcallHandle(
                    function.get(), FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
            try {
                int _ = (int) call.invokeExact(0L, 0L, handler, 0L);
            } catch (Throwable t) {
                throw new AssertionError("pthread_atfork cannot throw", t);
            }
        }
    }

    /**
     * pthread_key_create(3): has the C library call {@code destructor} with a thread's value of the key when the thread ends.
     * Empty where there are no more keys.
     */
    @SuppressWarnings("restricted")
    public static Optional<Long> threadKey(long destructor) {
        MethodHandle call = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("pthread_key_create"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocate(JAVA_INT);
            int status = (int) call.invokeExact(key, destructor);
            return status == 0 ? Optional.of((long) key.get(JAVA_INT, 0)) : Optional.empty();
        } catch (Throwable t) {
            throw new AssertionError("pthread_key_create cannot throw", t);
        }
    }
}
