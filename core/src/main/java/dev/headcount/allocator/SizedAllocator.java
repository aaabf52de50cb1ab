package dev.headcount.allocator;

import dev.headcount.memory.Memory;

/**
 * An allocator that is told the size and the alignment of a block again when the block is resized or given back.
 *
 * <p>The contract is that of Rust's
 * <a href="https://doc.rust-lang.org/std/alloc/trait.GlobalAlloc.html">{@code GlobalAlloc}</a>. The caller keeps to it:
 *
 * <ul>
 *   <li>sizes are above 0, and rounded up to the alignment at most {@link Long#MAX_VALUE};
 *   <li>an alignment is a power of two;
 *   <li>a block comes back with exactly the size and alignment it was allocated with, or last reallocated to.
 * </ul>
 *
 * <p>The implementation is called from any thread, answers 0 where there is no memory, and never throws: its caller may
 * be native code.
 */
public interface SizedAllocator {

    /** A block of {@code size} bytes with any contents, or 0. */
    long allocate(long size, long alignment);

    /** A block of {@code size} zero bytes, or 0. */
    default long allocateZeroed(long size, long alignment) {
        long address = allocate(size, alignment);
        if (address != 0) {
            Memory.zero(address, size);
        }
        return address;
    }

    /**
     * Makes the block {@code newSize} bytes long, moved if need be; its alignment and its first
     * {@code min(oldSize, newSize)} bytes stay. Where the answer is 0 the block is still there as it was.
     */
    long reallocate(long address, long oldSize, long alignment, long newSize);

    /** Takes a block back. */
    void deallocate(long address, long size, long alignment);

    /** What reports call it, {@code libc} for instance. */
    String name();
}
