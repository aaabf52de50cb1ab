package dev.headcount.allocator;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that allocate, and free what others allocated. */
final class CrossThreadFrees {

    private record Block(long pointer, long bytes, int fill) {}

    private final ContractAllocator allocator;
    private final BlockMemory memory;
    private final Queue<Block> handedOver = new ConcurrentLinkedQueue<>();

    CrossThreadFrees(ContractAllocator allocator) {
        this.allocator = allocator;
        this.memory = allocator.memory();
    }

    void run(int threads, int blocksEach) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int fill = thread;
                all.add(pool.submit(() -> allocateAndFree(fill, blocksEach)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    /** One block in, one block out: in the end the queue is empty. */
    private void allocateAndFree(int fill, int blocks) {
        SplittableRandom random = new SplittableRandom(fill);
        for (int i = 0; i < blocks; i++) {
            long bytes = random.nextLong(1, 500);
            long pointer = allocator.malloc(bytes);
            assertNotEquals(0, pointer);
            memory.write(pointer, bytes, fill);
            handedOver.add(new Block(pointer, bytes, fill));
            Block block = handedOver.remove();
            memory.check(block.pointer, block.bytes, block.fill);
            long longer = allocator.realloc(block.pointer, block.bytes + 100);
            memory.check(longer, block.bytes, block.fill);
            allocator.free(longer);
        }
    }
}
