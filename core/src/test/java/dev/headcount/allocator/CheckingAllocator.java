package dev.headcount.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds its caller to the contract of {@link SizedAllocator}: each block comes back with its own size and alignment.
 * Freed memory is kept as it was until the end, so that it can still be looked at.
 */
final class CheckingAllocator implements SizedAllocator, AutoCloseable {

    record Layout(long size, long alignment) {}

    private final Map<Long, Layout> live = new HashMap<>();
    private final List<Long> freed = new ArrayList<>();
    private boolean outOfMemory;

    /** From now on there is no memory, or there is again. */
    void outOfMemory(boolean outOfMemory) {
        this.outOfMemory = outOfMemory;
    }

    /** The layout of the live block at {@code address}, or null. */
    synchronized Layout layoutOf(long address) {
        return live.get(address);
    }

    @Override
    public synchronized long allocate(long size, long alignment) {
        assertTrue(size > 0, () -> "no size: " + size);
        assertEquals(1, Long.bitCount(alignment), () -> "no alignment: " + alignment);
        long address = outOfMemory ? 0 : Libc.alignedAlloc(alignment, size);
        if (address != 0) {
            live.put(address, new Layout(size, alignment));
        }
        return address;
    }

    @Override
    public synchronized long reallocate(long address, long oldSize, long alignment, long newSize) {
        assertEquals(new Layout(oldSize, alignment), live.get(address));
        long moved = allocate(newSize, alignment);
        if (moved != 0) {
            Memory.copy(address, moved, Math.min(oldSize, newSize));
            deallocate(address, oldSize, alignment);
        }
        return moved;
    }

    @Override
    public synchronized void deallocate(long address, long size, long alignment) {
        assertEquals(new Layout(size, alignment), live.remove(address));
        freed.add(address);
    }

    @Override
    public String name() {
        return "checking";
    }

    @Override
    public void close() {
        freed.forEach(Libc::free);
        assertEquals(Map.of(), live);
    }
}
