package dev.headcount;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** A thread that C starts: the JVM does not know it until it calls into Java, and there is no Java code below that call. */
public final class NativeThread {

    /** {@code void *start_routine(void *)} of pthread_create(3). */
    public static final FunctionDescriptor START_ROUTINE = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);

    private static final MethodHandle CREATE =
            link("pthread_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));
    private static final MethodHandle JOIN = link("pthread_join", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS));

    private NativeThread() {}

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    /** Calls {@code function(argument)}, a {@link #START_ROUTINE}, on a new thread and answers what it answered. */
    @SuppressWarnings("restricted")
    public static long call(MethodHandle function, long argument) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            return call(Linker.nativeLinker().upcallStub(function, START_ROUTINE, arena), argument);
        }
    }

    /** The same for a function of C: the JVM never knows the thread. */
    public static long call(MemorySegment routine, long argument) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment thread = arena.allocate(JAVA_LONG);
            MemorySegment answer = arena.allocate(JAVA_LONG);
            assertEquals(0, (int) CREATE.invokeExact(thread, MemorySegment.NULL, routine, argument));
            assertEquals(0, (int) JOIN.invokeExact(thread.get(JAVA_LONG, 0), answer));
            return answer.get(JAVA_LONG, 0);
        }
    }
}
