package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.headcount.agent.apps.AllocatorPointers.Pointers;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads symbolic links with libuv, on the threads of its pool: they allocate the answers, and this thread frees them.
 *
 * <p>Started with the path of a link, how often to read it, who allocates ({@code java} or {@code libc}) and the
 * way to end. Tells what it
 * counted, in all and for the answers, when those are there, and again when all is given back.
 */
public final class UvFiles {

    private static final int FS_REQUEST = 6; // uv_req_type
    private static final int RUN_UNTIL_DONE = 0; // uv_run_mode

    private static final Native UV = Native.library("libuv.so.1");
    private static final MethodHandle REPLACE_ALLOCATOR =
            UV.link("uv_replace_allocator", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle LOOP_NEW = UV.link("uv_loop_new", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle LOOP_DELETE = UV.link("uv_loop_delete", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle RUN = UV.link("uv_run", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle REQUEST_SIZE = UV.link("uv_req_size", FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
    private static final MethodHandle READLINK =
            UV.link("uv_fs_readlink", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle ANSWER = UV.link("uv_fs_get_ptr", FunctionDescriptor.of(ADDRESS, ADDRESS));
    private static final MethodHandle CLEAN_UP = UV.link("uv_fs_req_cleanup", FunctionDescriptor.ofVoid(ADDRESS));

    private static int answers;

    private UvFiles() {}

    public static void main(String[] arguments) throws Throwable {
        int count = Integer.parseInt(arguments[1]);
        CountingAllocator allocator = new CountingAllocator(16);
        install(arguments[2].equals("java") ? AllocatorPointers.longs(allocator) : libc());
        MemorySegment loop = (MemorySegment) LOOP_NEW.invokeExact();
        List<MemorySegment> requests = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            for (int i = 0; i < count; i++) {
                requests.add(read(loop, arguments[0], arena));
            }
            check((int) RUN.invokeExact(loop, RUN_UNTIL_DONE));
            System.out.println(answers + " answers: " + text(requests.getFirst()));
            System.out.println(allocator.truth());
            System.out.println("liveBlocks=" + count + " liveBytes=" + answerBytes(requests, allocator));
            Pause.untilTold();
            for (MemorySegment request : requests) {
                CLEAN_UP.invokeExact(request);
            }
        }
        LOOP_DELETE.invokeExact(loop);
        System.out.println(allocator.truth());
        Pause.untilTold();
        WorkerAtExit.end(arguments[3]);
    }

    private static MemorySegment read(MemorySegment loop, String link, Arena arena) throws Throwable {
        MemorySegment request = arena.allocate((long) REQUEST_SIZE.invokeExact(FS_REQUEST), Long.BYTES);
        MemorySegment callback =
                Native.pointer(MethodHandles.lookup(), new Callback(), "answered", FunctionDescriptor.ofVoid(ADDRESS));
        check((int) READLINK.invokeExact(loop, request, arena.allocateFrom(link), callback));
        return request;
    }

    @SuppressWarnings("restricted")
    private static String text(MemorySegment request) throws Throwable {
        MemorySegment answer = (MemorySegment) ANSWER.invokeExact(request);
        return answer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /** What the threads of the pool allocated; 0 where the C library serves them. */
    private static long answerBytes(List<MemorySegment> requests, CountingAllocator allocator) throws Throwable {
        long bytes = 0;
        for (MemorySegment request : requests) {
            MemorySegment answer = (MemorySegment) ANSWER.invokeExact(request);
            bytes += allocator.size(answer.address());
        }
        return bytes;
    }

    static final class Callback {
        void answered(MemorySegment request) {
            answers++;
        }
    }

    private static void install(Pointers pointers) throws Throwable {
        check((int) REPLACE_ALLOCATOR.invokeExact(
                pointers.malloc(), pointers.realloc(), pointers.calloc(), pointers.free()));
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

    private static void check(int status) {
        if (status < 0) {
            throw new IllegalStateException("libuv answers " + status);
        }
    }
}
