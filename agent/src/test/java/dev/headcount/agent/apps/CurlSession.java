package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.headcount.agent.apps.AllocatorPointers.Pointers;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** A handle of libcurl that has fetched a file. */
record CurlSession(MemorySegment handle) implements LibraryAtExit.Session {

    private static final long GLOBAL_ALL = 3;
    private static final int OPTION_NOBODY = 44;
    private static final int OPTION_URL = 10_002;
    private static final String URL = "file:///proc/self/status";

    private static final Native CURL = Native.library("libcurl.so.4");
    private static final MethodHandle INIT = CURL.link(
            "curl_global_init_mem",
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle HANDLE_NEW = CURL.link("curl_easy_init", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle SET_LONG = CURL.link(
            "curl_easy_setopt",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle SET_POINTER = CURL.link(
            "curl_easy_setopt",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle PERFORM =
            CURL.link("curl_easy_perform", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle HANDLE_FREE = CURL.link("curl_easy_cleanup", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle CLEAN_UP = CURL.link("curl_global_cleanup", FunctionDescriptor.ofVoid());

    static CurlSession open(Pointers pointers) throws Throwable {
        check((int) INIT.invokeExact(
                GLOBAL_ALL,
                pointers.malloc(),
                pointers.free(),
                pointers.realloc(),
                pointers.strdup(),
                pointers.calloc()));
        MemorySegment handle = (MemorySegment) HANDLE_NEW.invokeExact();
        try (Arena arena = Arena.ofConfined()) {
            check((int) SET_POINTER.invokeExact(handle, OPTION_URL, arena.allocateFrom(URL)));
            check((int) SET_LONG.invokeExact(handle, OPTION_NOBODY, 1L));
            check((int) PERFORM.invokeExact(handle));
        }
        return new CurlSession(handle);
    }

    @Override
    public void close() throws Throwable {
        HANDLE_FREE.invokeExact(handle);
        CLEAN_UP.invokeExact();
    }

    private static void check(int status) {
        if (status != 0) {
            throw new IllegalStateException("libcurl answers " + status);
        }
    }
}
