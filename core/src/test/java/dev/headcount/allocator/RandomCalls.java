package dev.headcount.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random calls of an allocator, held against a {@link HashMap} of the blocks there should be. */
final class RandomCalls {

    private record Block(long bytes, long alignment, int fill) {}

    private final ContractAllocator allocator;
    private final BlockMemory memory;
    private final long seed;
    private final Random random;
    private final Map<Long, Block> model = new HashMap<>();
    private final List<Long> pointers = new ArrayList<>();

    RandomCalls(ContractAllocator allocator, long seed) {
        this.allocator = allocator;
        this.memory = allocator.memory();
        this.seed = seed;
        this.random = new Random(seed);
    }

    void run(int calls) {
        for (int i = 0; i < calls; i++) {
            try {
                callOnce();
                checkTotals();
            } catch (AssertionError e) {
                throw new AssertionError("call " + i + " of -Dheadcount.seed=" + seed, e);
            }
        }
    }

    private void callOnce() {
        switch (random.nextInt(8)) {
            case 0, 1 -> allocate();
            case 2 -> allocateZeroed();
            case 3 -> allocateAligned();
            case 4, 5 -> reallocate();
            default -> free();
        }
    }

    private void allocate() {
        long bytes = randomBytes();
        born(allocator.malloc(bytes), bytes, 1);
    }

    private void allocateZeroed() {
        long bytes = randomBytes();
        born(allocator.calloc(1, bytes), bytes, 1);
    }

    private void allocateAligned() {
        long bytes = randomBytes();
        long alignment = 1L << random.nextInt(17);
        born(allocator.alignedAlloc(alignment, bytes), bytes, alignment);
    }

    private void reallocate() {
        if (pointers.isEmpty()) {
            return;
        }
        long old = removeRandomPointer();
        Block block = model.remove(old);
        memory.check(old, block.bytes, block.fill);
        long bytes = 1 + randomBytes();
        long moved = allocator.realloc(old, bytes);
        memory.check(moved, Math.min(block.bytes, bytes), block.fill);
        born(moved, bytes, block.alignment);
    }

    private void free() {
        if (!pointers.isEmpty()) {
            long pointer = removeRandomPointer();
            Block block = model.remove(pointer);
            assertEquals(block.bytes, allocator.usableSize(pointer));
            memory.check(pointer, block.bytes, block.fill);
            allocator.free(pointer);
        }
    }

    void freeAll() {
        while (!pointers.isEmpty()) {
            free();
        }
    }

    private void born(long pointer, long bytes, long alignment) {
        assertNotEquals(0, pointer);
        assertEquals(0, pointer % alignment, "alignment");
        int fill = random.nextInt(256);
        memory.write(pointer, bytes, fill);
        assertNull(model.put(pointer, new Block(bytes, alignment, fill)), "one address for two blocks");
        pointers.add(pointer);
    }

    /** Mostly small, now and then larger than what glibc maps by itself. */
    private long randomBytes() {
        return switch (random.nextInt(50)) {
            case 0 -> random.nextInt(300_000);
            case 1, 2, 3, 4 -> random.nextInt(5_000);
            default -> random.nextInt(200);
        };
    }

    private long removeRandomPointer() {
        int index = random.nextInt(pointers.size());
        long pointer = pointers.get(index);
        pointers.set(index, pointers.getLast());
        pointers.removeLast();
        return pointer;
    }

    private void checkTotals() {
        ContractAllocator.Totals totals = allocator.totals();
        assertEquals(model.size(), totals.liveBlocks());
        assertEquals(model.values().stream().mapToLong(Block::bytes).sum(), totals.liveBytes());
    }
}
