package dev.headcount.agent.apps;

import dev.headcount.agent.apps.AllocatorPointers.Pointers;
import dev.headcount.gate.allocator.NativeAllocator;

/** The C function pointers of Headcount's native allocator, for an application that has the core as a library. */
final class NativePointers {

    private NativePointers() {}

    static Pointers of(NativeAllocator allocator) {
        return new Pointers(
                allocator.malloc(),
                allocator.calloc(),
                allocator.realloc(),
                allocator.free(),
                allocator.alignedAlloc(),
                allocator.strdup(),
                allocator.usableSize());
    }

    /** With C's int for every size that SQLite gives. */
    static Pointers ints(NativeAllocator allocator) {
        return new Pointers(
                allocator.mallocInt(),
                allocator.calloc(),
                allocator.reallocInt(),
                allocator.free(),
                allocator.alignedAlloc(),
                allocator.strdup(),
                allocator.usableSize());
    }
}
