package dev.headcount.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.headcount.memory.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application's allocator that throws. An exception that reached C would end the JVM. */
class ThrowingDelegateTest {

    private final TrackedLibrary tracked = TrackedLibrary.withoutHeaders();
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void closeArena() {
        arena.close();
    }

    private CFunction throwing(Role role, Throwable thrown, Class<?> pointer) {
        MethodType type = FunctionShape.standard(role).descriptor().toMethodType();
        if (type.returnType() == MemorySegment.class) {
            type = type.changeReturnType(pointer);
        }
        MethodHandle thrower = MethodHandles.throwException(type.returnType(), Throwable.class);
        MethodHandle delegate = MethodHandles.dropArguments(thrower.bindTo(thrown), 0, type.parameterList());
        return CFunction.of(TrackedFunction.of(delegate, FunctionShape.standard(role), tracked.library()), arena);
    }

    private CFunction throwing(Role role) {
        return throwing(role, new IllegalStateException("no more room"), MemorySegment.class);
    }

    private void assertFaults(long faults, String first) {
        assertEquals(faults, tracked.snapshot().tracker().faults());
        assertEquals(first, tracked.snapshot().tracker().firstFault());
    }

    @ParameterizedTest
    @EnumSource(names = {"MALLOC", "CALLOC", "ALIGNED_ALLOC"})
    void shouldAnswerNullToARequest(Role role) {
        assertEquals(0, throwing(role).call(role == Role.MALLOC ? new long[] {60} : new long[] {16, 60}));
        assertEquals(1, tracked.figures().failures());
        assertEquals(0, tracked.figures().allocations());
        assertFaults(1, "java.lang.IllegalStateException: no more room");
    }

    @Test
    void shouldAnswerNullWherePointersAreLongs() {
        assertEquals(
                0,
                throwing(Role.MALLOC, new IllegalStateException(), long.class).call(60));
        assertEquals(1, tracked.figures().failures());
    }

    @Test
    void shouldAnswerNullToStrdup() {
        assertEquals(0, throwing(Role.STRDUP).call(arena.allocateFrom("text").address()));
        assertEquals(1, tracked.figures().failures());
    }

    @Test
    void shouldKeepTheBlockWhoseReallocThrewAtACallerInJava() {
        FunctionShape shape = FunctionShape.standard(Role.REALLOC);
        MethodType type = MethodType.methodType(long.class, MemorySegment.class, long.class);
        MethodHandle thrower = MethodHandles.throwException(long.class, Throwable.class);
        MethodHandle delegate = MethodHandles.dropArguments(
                thrower.bindTo(new IllegalStateException("no more room")), 0, type.parameterList());
        MethodHandle realloc = TrackedFunction.ofMethod(delegate, shape, tracked.library());
        MemorySegment block = MemorySegment.ofAddress(tracked.library().allocated(Libc.malloc(60), 60));

        assertThrows(IllegalStateException.class, () -> {
            long _ = (long) realloc.invokeExact(block, 80L);
        });
        assertEquals(60, tracked.figures().liveBytes());
        assertEquals(1, tracked.figures().failures());
        assertFaults(0, null);
        assertThrows(IllegalStateException.class, () -> {
            long _ = (long) realloc.invokeExact((MemorySegment) null, 80L);
        });
        assertEquals(2, tracked.figures().failures());
        Libc.free(block.address());
    }

    @Test
    void shouldKeepTheBlockWhoseReallocThrew() {
        long block = tracked.library().allocated(Libc.malloc(60), 60);
        assertEquals(0, throwing(Role.REALLOC).call(block, 80));
        assertEquals(1, tracked.figures().failures());
        assertEquals(1, tracked.figures().liveBlocks());
        assertEquals(60, tracked.figures().liveBytes());
        tracked.library().freeing(block);
        Libc.free(block);
        assertEquals(0, tracked.figures().foreignFrees());
    }

    @Test
    void shouldReturnFromAFreeThatThrew() {
        tracked.library().allocated(0x10000, 60);
        throwing(Role.FREE).call(0x10000);
        assertEquals(0, tracked.figures().liveBlocks());
        assertFaults(1, "java.lang.IllegalStateException: no more room");
    }

    @Test
    void shouldAnswerZeroToTheQuestionForASize() {
        assertEquals(0, throwing(Role.SIZE).call(0x10000));
        assertFaults(1, "java.lang.IllegalStateException: no more room");
    }

    @Test
    void shouldSurviveErrorsToo() {
        assertEquals(
                0,
                throwing(Role.MALLOC, new StackOverflowError(), MemorySegment.class)
                        .call(60));
        assertEquals(
                0,
                throwing(Role.MALLOC, new OutOfMemoryError("heap"), MemorySegment.class)
                        .call(60));
        assertFaults(2, "java.lang.StackOverflowError");
    }

    @Test
    void shouldGoOnAfterwards() throws ReflectiveOperationException {
        throwing(Role.MALLOC).call(60);
        MethodHandle libc =
                MethodHandles.lookup().findStatic(Libc.class, "malloc", MethodType.methodType(long.class, long.class));
        CFunction malloc =
                CFunction.of(TrackedFunction.of(libc, FunctionShape.standard(Role.MALLOC), tracked.library()), arena);
        Libc.free(malloc.call(60));
        assertEquals(1, tracked.figures().allocations());
    }
}
