package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.headcount.agent.apps.AllocatorPointers.Pointers;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The thread pool of libuv, which does the work of {@code pool.c}: links are read, blocks are allocated here and freed there.
 * All callbacks are native.
 */
final class UvPool {

    private static final int REQUESTS = 64;
    private static final int FS_REQUEST = 6; // uv_req_type
    private static final int WORK_REQUEST = 7;
    private static final int RUN_UNTIL_DONE = 0; // uv_run_mode
    private static final String LINK = "/proc/self/exe";

    private static final FunctionDescriptor LONG = FunctionDescriptor.of(JAVA_LONG);
    private static final FunctionDescriptor OF_POINTER = FunctionDescriptor.ofVoid(ADDRESS);
    private static final FunctionDescriptor OF_FOUR =
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);

    private static final Native UV = Native.library("libuv.so.1");
    private static final MethodHandle LOOP_NEW = UV.link("uv_loop_new", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle LOOP_DELETE = UV.link("uv_loop_delete", OF_POINTER);
    private static final MethodHandle RUN = UV.link("uv_run", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle REQUEST_SIZE = UV.link("uv_req_size", FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
    private static final MethodHandle QUEUE_WORK = UV.link("uv_queue_work", OF_FOUR);
    private static final MethodHandle READLINK = UV.link("uv_fs_readlink", OF_FOUR);
    private static final MethodHandle SHUT_DOWN = UV.link("uv_library_shutdown", FunctionDescriptor.ofVoid());

    private final Native pool;
    private final MemorySegment link = Arena.global().allocateFrom(LINK);
    private final List<MemorySegment> works;
    private final List<MemorySegment> reads;
    private MemorySegment loop;

    /** @param library the file of {@code pool.c} */
    UvPool(String library) throws Throwable {
        pool = Native.library(library);
        works = requests(WORK_REQUEST);
        reads = requests(FS_REQUEST);
        pool.link("pool_clean_up_by", OF_POINTER).invokeExact(UV.symbol("uv_fs_req_cleanup"));
    }

    private static List<MemorySegment> requests(int type) throws Throwable {
        List<MemorySegment> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(Arena.global().allocate((long) REQUEST_SIZE.invokeExact(type), Long.BYTES));
        }
        return requests;
    }

    /** @param counted whether native code counts the calls on their way */
    void install(Pointers pointers, boolean counted) throws Throwable {
        MemorySegment functions = Arena.global().allocate(ADDRESS, 4);
        functions.setAtIndex(ADDRESS, 0, pointers.malloc());
        functions.setAtIndex(ADDRESS, 1, pointers.realloc());
        functions.setAtIndex(ADDRESS, 2, pointers.calloc());
        functions.setAtIndex(ADDRESS, 3, pointers.free());
        MethodHandle install =
                pool.link("pool_install", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_BOOLEAN));
        check((int) install.invokeExact(UV.symbol("uv_replace_allocator"), functions, counted));
    }

    /** Opens the loop, and has each thread of the pool do one thing. */
    void open(int threads) throws Throwable {
        loop = (MemorySegment) LOOP_NEW.invokeExact();
        pool.link("pool_expect", FunctionDescriptor.ofVoid(JAVA_INT)).invokeExact(threads);
        for (int i = 0; i < threads; i++) {
            work(i, "pool_gather");
        }
        check((int) RUN.invokeExact(loop, RUN_UNTIL_DONE));
    }

    /** Some work for all. */
    void round() throws Throwable {
        for (int i = 0; i < REQUESTS; i++) {
            work(i, "pool_work");
            MemorySegment answered = pool.symbol("pool_answered");
            check((int) READLINK.invokeExact(loop, reads.get(i), link, answered));
        }
        check((int) RUN.invokeExact(loop, RUN_UNTIL_DONE));
    }

    private void work(int request, String function) throws Throwable {
        check((int) QUEUE_WORK.invokeExact(loop, works.get(request), pool.symbol(function), MemorySegment.NULL));
    }

    /** Gives everything back, and ends the threads; answers how many blocks were written over. */
    long close() throws Throwable {
        long damaged = (long) pool.link("pool_finish", LONG).invokeExact();
        LOOP_DELETE.invokeExact(loop);
        SHUT_DOWN.invokeExact();
        return damaged;
    }

    /** What native code counted on the way; 0 each where it did not. */
    String truth() throws Throwable {
        StringBuilder words = new StringBuilder();
        for (String word : List.of("allocations", "reallocations", "frees", "allocated_bytes")) {
            words.append(' ').append(word).append('=').append((long)
                    pool.link("pool_" + word, LONG).invokeExact());
        }
        return words.substring(1);
    }

    private static void check(int status) {
        if (status < 0) {
            throw new IllegalStateException("libuv answers " + status);
        }
    }
}
