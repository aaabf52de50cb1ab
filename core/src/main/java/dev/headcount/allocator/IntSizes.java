package dev.headcount.allocator;

/** The functions of a {@link HeaderAllocator} for libraries whose sizes are C's {@code int}: SQLite. */
record IntSizes(HeaderAllocator allocator) {

    /** A negative size, once it is a {@code size_t}, is one there is no memory for. */
    long malloc(int bytes) {
        return allocator.malloc(bytes);
    }

    long realloc(long userPointer, int bytes) {
        return allocator.realloc(userPointer, bytes);
    }

    int usableSize(long userPointer) {
        return (int) Math.min(allocator.usableSize(userPointer), Integer.MAX_VALUE);
    }
}
