package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;

/** The functions of {@code acme.c}, each linked when it is first called. */
final class Acme {

    private static final FunctionDescriptor POINTER_OF_LONG = FunctionDescriptor.of(ADDRESS, JAVA_LONG);
    private static final FunctionDescriptor POINTER_OF_LONGS = FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final FunctionDescriptor POINTER_OF_POINTER = FunctionDescriptor.of(ADDRESS, ADDRESS);
    private static final FunctionDescriptor POINTER_OF_POINTER_LONG =
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG);
    private static final FunctionDescriptor OF_POINTER = FunctionDescriptor.ofVoid(ADDRESS);
    private static final FunctionDescriptor OF_POINTERS = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS);

    private final Native library;
    private final Map<String, MethodHandle> linked = new HashMap<>();

    Acme(String file) {
        library = Native.library(file);
    }

    Native library() {
        return library;
    }

    private MethodHandle link(String name, FunctionDescriptor descriptor) {
        return linked.computeIfAbsent(name, _ -> library.link(name, descriptor));
    }

    void setAllocator(MemorySegment malloc, MemorySegment realloc, MemorySegment free) {
        MethodHandle install = link("acme_set_allocator", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        try {
            install.invokeExact(malloc, realloc, free);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    void setAllocator(AllocatorPointers.Pointers pointers) {
        setAllocator(pointers.malloc(), pointers.realloc(), pointers.free());
    }

    MemorySegment alloc(long bytes) {
        try {
            return (MemorySegment) link("acme_alloc", POINTER_OF_LONG).invokeExact(bytes);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    MemorySegment allocZeroed(long count, long bytes) {
        try {
            return (MemorySegment) link("acme_alloc_zeroed", POINTER_OF_LONGS).invokeExact(count, bytes);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    MemorySegment resize(MemorySegment block, long bytes) {
        try {
            return (MemorySegment) link("acme_resize", POINTER_OF_POINTER_LONG).invokeExact(block, bytes);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    void release(MemorySegment block) {
        try {
            link("acme_release", OF_POINTER).invokeExact(block);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    MemorySegment allocAligned(long alignment, long bytes) {
        try {
            return (MemorySegment) link("acme_alloc_aligned", POINTER_OF_LONGS).invokeExact(alignment, bytes);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    MemorySegment copy(String string) {
        try (Arena arena = Arena.ofConfined()) {
            return (MemorySegment) link("acme_copy", POINTER_OF_POINTER).invokeExact(arena.allocateFrom(string));
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    long size(MemorySegment block) {
        try {
            return (long)
                    link("acme_size", FunctionDescriptor.of(JAVA_LONG, ADDRESS)).invokeExact(block);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    /** Blocks made in one call; the array of their pointers. */
    MemorySegment allocMany(long count, long bytes) {
        MemorySegment blocks = Arena.global().allocate(ADDRESS, count);
        try {
            link("acme_alloc_many", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, ADDRESS))
                    .invokeExact(count, bytes, blocks);
            return blocks;
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    void releaseMany(MemorySegment blocks) {
        try {
            link("acme_release_many", FunctionDescriptor.ofVoid(JAVA_LONG, ADDRESS))
                    .invokeExact(blocks.byteSize() / ADDRESS.byteSize(), blocks);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    /** In one call a block, the callback, and another block; the array of their pointers. */
    MemorySegment allocAround(long bytes, MemorySegment callback) {
        MemorySegment blocks = Arena.global().allocate(ADDRESS, 2);
        try {
            link("acme_alloc_around", FunctionDescriptor.ofVoid(JAVA_LONG, ADDRESS, ADDRESS))
                    .invokeExact(bytes, callback, blocks);
            return blocks;
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    MemorySegment allocOnThread(String name, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            return (MemorySegment)
                    link("acme_alloc_on_thread", POINTER_OF_POINTER_LONG).invokeExact(arena.allocateFrom(name), bytes);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    void releaseOnThread(String name, MemorySegment block) {
        try (Arena arena = Arena.ofConfined()) {
            link("acme_release_on_thread", OF_POINTERS).invokeExact(arena.allocateFrom(name), block);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    void callOnThread(String name, MemorySegment callback) {
        try (Arena arena = Arena.ofConfined()) {
            link("acme_call_on_thread", OF_POINTERS).invokeExact(arena.allocateFrom(name), callback);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    /** A block of the C library's, whatever is installed. */
    MemorySegment allocPastHook(long bytes) {
        try {
            return (MemorySegment) link("acme_alloc_past_hook", POINTER_OF_LONG).invokeExact(bytes);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    /** Writes 8 bytes, wherever that is. */
    void poke(MemorySegment address, long word) {
        try {
            link("acme_poke", FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG)).invokeExact(address, word);
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }
}
