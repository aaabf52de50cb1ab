package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** C function pointers to a {@link CountingAllocator}, in each of the ways a Java program may write them. */
final class AllocatorPointers {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private AllocatorPointers() {}

    /** The functions that an installer may want. */
    record Pointers(
            MemorySegment malloc,
            MemorySegment calloc,
            MemorySegment realloc,
            MemorySegment free,
            MemorySegment alignedAlloc,
            MemorySegment strdup,
            MemorySegment size) {}

    /** Pointers are numbers in Java. */
    static Pointers longs(CountingAllocator allocator) {
        FunctionDescriptor ofLong = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);
        FunctionDescriptor ofLongs = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG);
        return new Pointers(
                pointer(allocator, "malloc", ofLong),
                pointer(allocator, "calloc", ofLongs),
                pointer(allocator, "realloc", ofLongs),
                pointer(allocator, "free", FunctionDescriptor.ofVoid(JAVA_LONG)),
                pointer(allocator, "alignedAlloc", ofLongs),
                pointer(allocator, "strdup", ofLong),
                pointer(allocator, "size", ofLong));
    }

    /** Pointers are segments in Java. */
    static Pointers segments(CountingAllocator allocator) {
        Segments segments = new Segments(allocator);
        return new Pointers(
                pointer(segments, "malloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG)),
                pointer(segments, "calloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG)),
                pointer(segments, "realloc", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG)),
                pointer(segments, "free", FunctionDescriptor.ofVoid(ADDRESS)),
                pointer(segments, "alignedAlloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG)),
                pointer(segments, "strdup", FunctionDescriptor.of(ADDRESS, ADDRESS)),
                pointer(segments, "size", FunctionDescriptor.of(JAVA_LONG, ADDRESS)));
    }

    /** As {@link #segments}, with C's int for every size: SQLite's way. */
    static Pointers ints(CountingAllocator allocator) {
        Segments segments = new Segments(allocator);
        return new Pointers(
                pointer(segments, "malloc", FunctionDescriptor.of(ADDRESS, JAVA_INT)),
                pointer(segments, "calloc", FunctionDescriptor.of(ADDRESS, JAVA_INT, JAVA_INT)),
                pointer(segments, "realloc", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT)),
                pointer(segments, "free", FunctionDescriptor.ofVoid(ADDRESS)),
                pointer(segments, "alignedAlloc", FunctionDescriptor.of(ADDRESS, JAVA_INT, JAVA_INT)),
                pointer(segments, "strdup", FunctionDescriptor.of(ADDRESS, ADDRESS)),
                pointer(segments, "intSize", FunctionDescriptor.of(JAVA_INT, ADDRESS)));
    }

    private static MemorySegment pointer(Object receiver, String method, FunctionDescriptor descriptor) {
        return Native.pointer(LOOKUP, receiver, method, descriptor);
    }

    private record Segments(CountingAllocator allocator) {

        MemorySegment malloc(long size) {
            return MemorySegment.ofAddress(allocator.malloc(size));
        }

        MemorySegment malloc(int size) {
            return malloc((long) size);
        }

        MemorySegment calloc(long count, long size) {
            return MemorySegment.ofAddress(allocator.calloc(count, size));
        }

        MemorySegment calloc(int count, int size) {
            return calloc((long) count, size);
        }

        MemorySegment realloc(MemorySegment block, long size) {
            return MemorySegment.ofAddress(allocator.realloc(block.address(), size));
        }

        MemorySegment realloc(MemorySegment block, int size) {
            return realloc(block, (long) size);
        }

        void free(MemorySegment block) {
            allocator.free(block.address());
        }

        MemorySegment alignedAlloc(long alignment, long size) {
            return MemorySegment.ofAddress(allocator.alignedAlloc(alignment, size));
        }

        MemorySegment alignedAlloc(int alignment, int size) {
            return alignedAlloc((long) alignment, size);
        }

        MemorySegment strdup(MemorySegment string) {
            return MemorySegment.ofAddress(allocator.strdup(string.address()));
        }

        long size(MemorySegment block) {
            return allocator.size(block.address());
        }

        int intSize(MemorySegment block) {
            return Math.toIntExact(allocator.size(block.address()));
        }
    }
}
