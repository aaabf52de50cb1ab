package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Calls functions of libacme as critical, which is allowed as long as the library's allocator is native, and goes on doing
 * so. Started with the file of the library; says what each call answered, and ends.
 */
public final class CriticalCalls {

    private static final byte[] BYTES = {3, 5, 7, 11, 13, 17};
    private static final FunctionDescriptor SUM = FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final FunctionDescriptor REVERSE = FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG);

    private CriticalCalls() {}

    public static void main(String[] arguments) throws Throwable {
        Acme acme = new Acme(arguments[0]);
        Native libc = Native.libc();
        acme.setAllocator(libc.symbol("malloc"), libc.symbol("realloc"), libc.symbol("free"));

        offHeap(acme);
        onHeap(acme);
        sliceOfHeap(acme);
        unbound(acme);
        withErrno(acme);
        acme.alloc(127);
        System.out.println("done");
        Pause.untilTold();
    }

    private static void offHeap(Acme acme) throws Throwable {
        MethodHandle sum = acme.library().link("acme_sum", SUM, Linker.Option.critical(false));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, BYTES);
            System.out.println("off heap " + (long) sum.invokeExact(bytes, bytes.byteSize())); // off heap
        }
    }

    private static void onHeap(Acme acme) throws Throwable {
        MethodHandle sum = acme.library().link("acme_sum", SUM, Linker.Option.critical(true));
        MethodHandle reverse = acme.library().link("acme_reverse", REVERSE, Linker.Option.critical(true));
        byte[] bytes = BYTES.clone();
        long length = bytes.length;
        System.out.println("on heap " + (long) sum.invokeExact(MemorySegment.ofArray(bytes), length)); // on heap
        reverse.invokeExact(MemorySegment.ofArray(bytes), length);
        System.out.println("reversed " + Arrays.toString(bytes));
    }

    private static void sliceOfHeap(Acme acme) throws Throwable {
        MethodHandle reverse = acme.library().link("acme_reverse", REVERSE, Linker.Option.critical(true));
        byte[] bytes = BYTES.clone();
        reverse.invokeExact(MemorySegment.ofArray(bytes).asSlice(1, 3), 3L);
        System.out.println("reversed in part " + Arrays.toString(bytes));
    }

    private static void unbound(Acme acme) throws Throwable {
        MethodHandle reverse = Native.linkUnbound(REVERSE, Linker.Option.critical(true));
        byte[] bytes = BYTES.clone();
        reverse.invokeExact(acme.library().symbol("acme_reverse"), MemorySegment.ofArray(bytes), 6L);
        System.out.println("reversed by address " + Arrays.toString(bytes));
    }

    private static void withErrno(Acme acme) throws Throwable {
        MethodHandle sum = acme.library()
                .link("acme_sum", SUM, Linker.Option.critical(true), Linker.Option.captureCallState("errno"));
        MemorySegment state = MemorySegment.ofArray(new int[1]);
        MemorySegment bytes = MemorySegment.ofArray(BYTES);
        System.out.println("with errno " + (long) sum.invokeExact(state, bytes, 6L) + ", " + state.get(JAVA_INT, 0));
    }
}
