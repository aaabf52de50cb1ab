package dev.headcount.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.NativeThread;
import dev.headcount.memory.Libc;
import dev.headcount.site.Site;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.junit.jupiter.api.Test;

/** Threads of a library's own: they allocate here and free there, and the JVM never heard of them before. */
class ThreadsOfLibrariesTest {

    private static final MethodType OF_LONG = MethodType.methodType(long.class, long.class);

    private final TrackedLibrary tracked = TrackedLibrary.withoutHeaders();

    private MethodHandle malloc() throws ReflectiveOperationException {
        MethodHandle libc = MethodHandles.lookup().findStatic(Libc.class, "malloc", OF_LONG);
        return TrackedFunction.of(libc, FunctionShape.standard(Role.MALLOC), tracked.library());
    }

    private MethodHandle free() throws ReflectiveOperationException {
        MethodHandle libc =
                MethodHandles.lookup().findStatic(Libc.class, "free", MethodType.methodType(void.class, long.class));
        return TrackedFunction.of(libc, FunctionShape.standard(Role.FREE), tracked.library());
    }

    /** As pthread_create(3) wants it: with an answer. */
    private static MethodHandle answeringZero(MethodHandle free) {
        return MethodHandles.filterReturnValue(free, MethodHandles.constant(long.class, 0L));
    }

    @Test
    void shouldTrackABlockFromANativeThreadToAJavaThread() throws Throwable {
        long block = NativeThread.call(malloc(), 60);
        assertNotEquals(0, block);
        assertEquals(60, tracked.figures().liveBytes());
        Site site = tracked.snapshot().sites().getFirst().site();
        assertNotEquals(null, site.thread());
        assertEquals(0, site.stack().size());
        try (Arena arena = Arena.ofConfined()) {
            CFunction.of(free(), arena).call(block);
        }
        assertEquals(0, tracked.figures().liveBlocks());
        assertEquals(0, tracked.figures().foreignFrees());
    }

    @Test
    void shouldTrackABlockFromAJavaThreadToANativeThread() throws Throwable {
        long block;
        try (Arena arena = Arena.ofConfined()) {
            block = CFunction.of(malloc(), arena).call(60);
        }
        assertEquals(60, tracked.figures().liveBytes());
        NativeThread.call(answeringZero(free()), block);
        assertEquals(0, tracked.figures().liveBlocks());
        assertEquals(0, tracked.figures().foreignFrees());
    }

    @Test
    void shouldKeepItsPagesFewWhileNativeThreadsComeAndGo() throws Throwable {
        for (int i = 0; i < 200; i++) {
            NativeThread.call(answeringZero(free()), NativeThread.call(malloc(), 60));
        }
        assertEquals(200, tracked.figures().frees());
        assertEquals(0, tracked.figures().liveBlocks());
        int shared = Math.max(4, Runtime.getRuntime().availableProcessors());
        int pages = tracked.snapshot().tracker().pages();
        assertTrue(pages - shared <= 2, () -> "pages of native threads: " + (pages - shared));
    }
}
