package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Calls a function of libacme by its address, over and over with the same handle, with pointers that belong to other arenas
 * and other threads. Started with the file of the library; says what came of each call, and ends.
 */
@SuppressWarnings("restricted")
public final class CallsByAddress {

    private static final MethodHandle CALL = Native.linkUnbound(FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG));
    private static final MemorySegment BYTES = Arena.global().allocateFrom("fingerprint");

    private final MemorySegment sum;

    private CallsByAddress(MemorySegment sum) {
        this.sum = sum;
    }

    public static void main(String[] arguments) throws Exception {
        Acme acme = new Acme(arguments[0]);
        acme.setAllocator(AllocatorPointers.segments(new CountingAllocator(8)));
        CallsByAddress application = new CallsByAddress(acme.library().symbol("acme_sum"));
        application.oneArenaAfterTheOther();
        System.out.println("global " + call(application.sum));
        application.closedArena();
        application.arenaOfAnotherThread();
        System.out.println("null " + call(MemorySegment.NULL));
        Pause.untilTold();
    }

    private void oneArenaAfterTheOther() {
        for (int i = 0; i < 2; i++) {
            try (Arena arena = Arena.ofConfined()) {
                System.out.println("own arena " + call(sum.reinterpret(arena, null)));
            }
        }
    }

    private void closedArena() {
        MemorySegment pointer;
        try (Arena arena = Arena.ofShared()) {
            pointer = sum.reinterpret(arena, null);
            System.out.println("open " + call(pointer));
        }
        System.out.println("closed " + call(pointer));
    }

    private void arenaOfAnotherThread() throws Exception {
        try (Arena arena = Arena.ofConfined();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            MemorySegment pointer = sum.reinterpret(arena, null);
            System.out.println("here " + call(pointer));
            System.out.println(
                    "elsewhere " + executor.submit(() -> call(pointer)).get());
            System.out.println(
                    "elsewhere, global " + executor.submit(() -> call(sum)).get());
        }
    }

    private static String call(MemorySegment pointer) {
        try {
            return Long.toString((long) CALL.invokeExact(pointer, BYTES, BYTES.byteSize()));
        } catch (Throwable t) {
            return t.getClass().getSimpleName();
        }
    }
}
