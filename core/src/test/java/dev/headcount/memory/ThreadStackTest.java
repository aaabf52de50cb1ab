package dev.headcount.memory;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ThreadStackTest {

    private static final long REQUESTED_BYTES = 3 << 20;

    private static ThreadStack ofCallingThread() {
        return ThreadStack.ofCallingThread().orElseThrow();
    }

    private static <T> T onThread(Callable<T> task) throws Exception {
        FutureTask<T> result = new FutureTask<>(task);
        new Thread(null, result, "stack", REQUESTED_BYTES).start();
        return result.get();
    }

    /** At least: glibc gives new threads the stacks of threads that have ended. */
    @Test
    void shouldBeAsLargeAsTheThreadWasToHaveIt() throws Exception {
        long bytes = onThread(ThreadStackTest::ofCallingThread).bytes();
        assertTrue(bytes >= REQUESTED_BYTES, () -> "bytes " + bytes);
    }

    @Test
    void shouldBeWhereTheCLibrarySays() throws Exception {
        onThread(() -> {
            assertEquals(fromCLibrary(), ofCallingThread());
            return null;
        });
    }

    @Test
    void shouldBeThatOfEachThread() throws Exception {
        ThreadStack here = ofCallingThread();
        ThreadStack there = onThread(ThreadStackTest::ofCallingThread);
        assertTrue(
                there.lowest() + there.bytes() <= here.lowest() || here.lowest() + here.bytes() <= there.lowest(),
                () -> here + " and " + there);
    }

    /** pthread_attr_getstack(3), which has one argument more. */
    @SuppressWarnings("restricted")
    private static ThreadStack fromCLibrary() {
        Linker linker = Linker.nativeLinker();
        MethodHandle self = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("pthread_self"), FunctionDescriptor.of(JAVA_LONG));
        MethodHandle attributesOf = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("pthread_getattr_np"),
                FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS));
        MethodHandle stack = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("pthread_attr_getstack"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(128, Long.BYTES);
            MemorySegment lowest = arena.allocate(ADDRESS);
            MemorySegment bytes = arena.allocate(JAVA_LONG);
            assertEquals(0, (int) attributesOf.invokeExact((long) self.invokeExact(), attributes));
            assertEquals(0, (int) stack.invokeExact(attributes, lowest, bytes));
            return new ThreadStack(lowest.get(JAVA_LONG, 0), bytes.get(JAVA_LONG, 0));
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }
}
