package dev.headcount.agent.apps;

import dev.headcount.agent.apps.AllocatorPointers.Pointers;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Reads symbolic links with libuv, on the threads of its pool: they allocate the answers, and this thread frees them.
 *
 * <p>Started with the path of a link, how often to read it, who allocates ({@code java} or {@code libc}) and the
 * way to end. Tells what it counted, in all and for the answers, when those are there, and again when all is given back.
 */
public final class UvFiles {

    private UvFiles() {}

    public static void main(String[] arguments) throws Throwable {
        int count = Integer.parseInt(arguments[1]);
        CountingAllocator allocator = new CountingAllocator(16);
        Pointers pointers = arguments[2].equals("java") ? AllocatorPointers.longs(allocator) : libc();
        UvSession session = UvSession.open(pointers, arguments[0], count);
        System.out.println(count + " answers: " + text(session.requests().getFirst()));
        System.out.println(allocator.truth());
        System.out.println("liveBlocks=" + count + " liveBytes=" + answerBytes(session.requests(), allocator));
        Pause.untilTold();
        session.close();
        System.out.println(allocator.truth());
        Pause.untilTold();
        WorkerAtExit.end(arguments[3]);
    }

    @SuppressWarnings("restricted")
    private static String text(MemorySegment request) throws Throwable {
        return UvSession.answer(request).reinterpret(Long.MAX_VALUE).getString(0);
    }

    /** What the threads of the pool allocated; 0 where the C library serves them. */
    private static long answerBytes(List<MemorySegment> requests, CountingAllocator allocator) throws Throwable {
        long bytes = 0;
        for (MemorySegment request : requests) {
            bytes += allocator.size(UvSession.answer(request).address());
        }
        return bytes;
    }

    private static Pointers libc() {
        Native libc = Native.libc();
        return new Pointers(
                libc.symbol("malloc"),
                libc.symbol("calloc"),
                libc.symbol("realloc"),
                libc.symbol("free"),
                libc.symbol("aligned_alloc"),
                libc.symbol("strdup"),
                libc.symbol("malloc_usable_size"));
    }
}
