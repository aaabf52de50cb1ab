package dev.headcount.agent.apps;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Ends while a native thread of libacme allocates and frees, which the library joins after main. Started with the file of
 * the library, which uses the C library's allocator, and the way to end.
 */
public final class WorkerAtExit {

    private WorkerAtExit() {}

    public static void main(String[] arguments) throws Throwable {
        Acme acme = new Acme(arguments[0]);
        Native libc = Native.libc();
        acme.setAllocator(libc.symbol("malloc"), libc.symbol("realloc"), libc.symbol("free"));
        MemorySegment kept = acme.alloc(1_999_993);
        MethodHandle start = acme.library().link("acme_start_worker", FunctionDescriptor.ofVoid());
        start.invokeExact();
        System.out.println(kept.address() == 0 ? "no memory" : "working");
        Pause.untilTold();
        end(arguments[1]);
    }

    /** By a return from main, or at once. */
    static void end(String way) {
        switch (way) {
            case "return" -> {}
            case "exit" -> System.exit(61);
            case "halt" -> Runtime.getRuntime().halt(61);
            default -> throw new IllegalArgumentException(way);
        }
    }
}
