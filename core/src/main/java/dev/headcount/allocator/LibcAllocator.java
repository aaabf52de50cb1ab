package dev.headcount.allocator;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;

/** The C library's allocator. Takes the way Rust's {@code System} takes on Unix. */
final class LibcAllocator implements SizedAllocator {

    /** What malloc(3) aligns to on 64-bit processors. */
    private static final long NATURAL_ALIGNMENT = 16;

    @Override
    public long allocate(long size, long alignment) {
        return alignment <= NATURAL_ALIGNMENT ? Libc.malloc(size) : Libc.alignedAlloc(alignment, size);
    }

    @Override
    public long allocateZeroed(long size, long alignment) {
        return alignment <= NATURAL_ALIGNMENT
                ? Libc.calloc(1, size)
                : SizedAllocator.super.allocateZeroed(size, alignment);
    }

    @Override
    public long reallocate(long address, long oldSize, long alignment, long newSize) {
        if (alignment <= NATURAL_ALIGNMENT) {
            return Libc.realloc(address, newSize);
        }
        // realloc(3) forgets the alignment
        long moved = Libc.alignedAlloc(alignment, newSize);
        if (moved != 0) {
            Memory.copy(address, moved, Math.min(oldSize, newSize));
            Libc.free(address, oldSize);
        }
        return moved;
    }

    @Override
    public void deallocate(long address, long size, long alignment) {
        Libc.free(address, size);
    }

    @Override
    public String name() {
        return "libc";
    }
}
