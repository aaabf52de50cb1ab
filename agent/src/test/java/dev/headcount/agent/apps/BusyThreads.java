package dev.headcount.agent.apps;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;

/**
 * Threads that allocate, hand every other block to their neighbour, which frees or resizes it, and keep some. Started with
 * the file of the library and the kind of threads: {@code platform} or {@code virtual}.
 */
public final class BusyThreads {

    private static final int THREADS = 4;
    private static final int ROUNDS = 1999;
    private static final int KEPT_EVERY = 61;
    private static final List<Long> SIZES = List.of(61L, 127L, 509L, 8191L);

    private final String file;
    private final List<BlockingQueue<MemorySegment>> inboxes = new ArrayList<>();

    private BusyThreads(String file) {
        this.file = file;
        for (int i = 0; i < THREADS; i++) {
            inboxes.add(new ArrayBlockingQueue<>(ROUNDS));
        }
    }

    public static void main(String[] arguments) throws Exception {
        CountingAllocator allocator = new CountingAllocator(16);
        new Acme(arguments[0]).setAllocator(AllocatorPointers.segments(allocator));
        ThreadFactory factory = arguments[1].equals("virtual")
                ? Thread.ofVirtual().factory()
                : Thread.ofPlatform().name("busy-", 0).factory();
        BusyThreads busy = new BusyThreads(arguments[0]);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads.add(factory.newThread(() -> busy.work(number)));
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        busy.clearUp();
        System.out.println(allocator.truth());
        Pause.untilTold();
    }

    private void work(int number) {
        Acme acme = new Acme(file);
        BlockingQueue<MemorySegment> inbox = inboxes.get(number);
        BlockingQueue<MemorySegment> neighbour = inboxes.get((number + 1) % THREADS);
        for (int round = 0; round < ROUNDS; round++) {
            MemorySegment block = acme.alloc(SIZES.get(round % SIZES.size()));
            if (round % KEPT_EVERY == 0) {
                continue;
            }
            if (round % 2 == 0) {
                neighbour.add(block);
            } else {
                acme.release(block);
            }
            MemorySegment received = inbox.poll();
            if (received != null) {
                acme.release(round % 3 == 0 ? acme.resize(received, SIZES.get((round + 1) % SIZES.size())) : received);
            }
        }
    }

    /** Frees what is still on its way; what was kept stays. */
    private void clearUp() {
        Acme acme = new Acme(file);
        for (BlockingQueue<MemorySegment> inbox : inboxes) {
            inbox.forEach(acme::release);
        }
    }
}
