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

/** A loop of libuv and the links that it has read, on the threads of its pool: they allocated the answers. */
record UvSession(MemorySegment loop, List<MemorySegment> requests) implements LibraryAtExit.Session {

    private static final int ANSWERS = 61;
    private static final String LINK = "/proc/self/exe";
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

    static UvSession open(Pointers pointers) throws Throwable {
        return open(pointers, LINK, ANSWERS);
    }

    /** Reads a symbolic link so many times. */
    static UvSession open(Pointers pointers, String path, int count) throws Throwable {
        check((int) REPLACE_ALLOCATOR.invokeExact(
                pointers.malloc(), pointers.realloc(), pointers.calloc(), pointers.free()));
        MemorySegment loop = (MemorySegment) LOOP_NEW.invokeExact();
        Answers answers = new Answers();
        MemorySegment callback =
                Native.pointer(MethodHandles.lookup(), answers, "answered", FunctionDescriptor.ofVoid(ADDRESS));
        List<MemorySegment> requests = new ArrayList<>();
        Arena arena = Arena.global();
        MemorySegment link = arena.allocateFrom(path);
        for (int i = 0; i < count; i++) {
            MemorySegment request = arena.allocate((long) REQUEST_SIZE.invokeExact(FS_REQUEST), Long.BYTES);
            check((int) READLINK.invokeExact(loop, request, link, callback));
            requests.add(request);
        }
        check((int) RUN.invokeExact(loop, RUN_UNTIL_DONE));
        check(answers.count - count);
        return new UvSession(loop, requests);
    }

    /** The text that a request was answered with, in memory of libuv's. */
    static MemorySegment answer(MemorySegment request) throws Throwable {
        return (MemorySegment) ANSWER.invokeExact(request);
    }

    /** The threads of the pool stay: libuv ends them when the process does. */
    @Override
    public void close() throws Throwable {
        for (MemorySegment request : requests) {
            CLEAN_UP.invokeExact(request);
        }
        LOOP_DELETE.invokeExact(loop);
    }

    static final class Answers {

        private int count;

        void answered(MemorySegment request) {
            count++;
        }
    }

    private static void check(int status) {
        if (status < 0) {
            throw new IllegalStateException("libuv answers " + status);
        }
    }
}
