package dev.headcount.agent.apps;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An allocator as an application writes it in Java: over the C library, with a header of its own in front of each block
 * whose first word is the size of the whole block. It counts what it serves. Pointers that it never handed out are strays:
 * it counts them, and leaves them alone.
 */
final class CountingAllocator {

    @SuppressWarnings("restricted")
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private record Block(long base, long size) {}

    private final int header;
    private final Map<Long, Block> live = new ConcurrentHashMap<>();
    private final AtomicLong allocations = new AtomicLong();
    private final AtomicLong reallocations = new AtomicLong();
    private final AtomicLong frees = new AtomicLong();
    private final AtomicLong strays = new AtomicLong();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicBoolean throwing = new AtomicBoolean();

    /** @param header how many bytes in front of each block: 0, 8 or 16 */
    CountingAllocator(int header) {
        this.header = header;
    }

    /** The next request is answered with NULL. */
    void failNext() {
        failing.set(true);
    }

    /** The next call throws. */
    void throwNext() {
        throwing.set(true);
    }

    long malloc(long size) {
        if (fails()) {
            return 0;
        }
        allocations.incrementAndGet();
        return block(Libc.malloc(header + size), header, size);
    }

    long calloc(long count, long size) {
        long address = malloc(count * size);
        if (address != 0) {
            MEMORY.asSlice(address, count * size).fill((byte) 0);
        }
        return address;
    }

    long alignedAlloc(long alignment, long size) {
        if (fails()) {
            return 0;
        }
        allocations.incrementAndGet();
        long room = header == 0 ? 0 : alignment;
        return block(Libc.alignedAlloc(alignment, room + size), room, size);
    }

    long strdup(long string) {
        long size = MEMORY.getString(string).length() + 1L;
        long copy = malloc(size);
        if (copy != 0) {
            MemorySegment.copy(MEMORY, string, MEMORY, copy, size);
        }
        return copy;
    }

    long realloc(long address, long size) {
        if (address == 0) {
            return malloc(size);
        }
        if (fails()) {
            return 0;
        }
        Block old = live.remove(address);
        if (old == null) {
            strays.incrementAndGet();
            return malloc(size);
        }
        reallocations.incrementAndGet();
        long room = address - old.base;
        return block(Libc.realloc(old.base, room + size), room, size);
    }

    void free(long address) {
        if (address == 0 || fails()) {
            return;
        }
        Block block = live.remove(address);
        if (block == null) {
            strays.incrementAndGet();
        } else {
            frees.incrementAndGet();
            Libc.free(block.base);
        }
    }

    /** What was asked for; 0 for a block that is not from here. */
    long size(long address) {
        Block block = live.get(address);
        return block == null ? 0 : block.size;
    }

    private boolean fails() {
        if (throwing.getAndSet(false)) {
            throw new IllegalStateException("out of order");
        }
        return failing.getAndSet(false);
    }

    private long block(long base, long room, long size) {
        long address = base + room;
        if (header > 0) {
            MEMORY.set(ValueLayout.JAVA_LONG_UNALIGNED, address - header, header + size);
        }
        live.put(address, new Block(base, size));
        return address;
    }

    /** What it counted, as words {@code key=value}. */
    String truth() {
        long liveBytes = live.values().stream().mapToLong(Block::size).sum();
        return "liveBlocks=" + live.size() + " liveBytes=" + liveBytes + " allocations=" + allocations + " frees="
                + frees + " reallocations=" + reallocations;
    }

    /** Of live blocks that start a page, in front of which nobody looks. */
    long hiddenBytes() {
        return live.entrySet().stream()
                .filter(block -> block.getKey() % 4096 < 16)
                .mapToLong(block -> block.getValue().size)
                .sum();
    }

    /** Pointers that it was given back and had never handed out. */
    long strays() {
        return strays.get();
    }
}
