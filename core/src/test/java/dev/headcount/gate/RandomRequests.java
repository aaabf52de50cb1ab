package dev.headcount.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random calls of an allocator. What is called does not depend on what is answered. */
final class RandomRequests {

    private final Route route;
    private final Random random;
    private final List<Long> blocks = new ArrayList<>();

    RandomRequests(Route route, long seed) {
        this.route = route;
        this.random = new Random(seed);
    }

    void make(int calls) {
        for (int i = 0; i < calls; i++) {
            route.within("lib_" + random.nextInt(5), this::makeOne);
        }
    }

    private void makeOne() {
        long size = randomSize();
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> blocks.add(route.call(Role.MALLOC, size));
            case 3 -> blocks.add(route.call(Role.CALLOC, 3, size));
            case 4 -> blocks.add(route.call(Role.REALLOC, 0, size));
            case 5 -> blocks.add(route.call(Role.ALIGNED_ALLOC, 1L << random.nextInt(13), size));
            case 6 -> blocks.add(route.call(Role.STRDUP, route.string(random.nextInt(100))));
            case 7, 8 -> reallocate(size);
            case 9 -> fail();
            default -> free();
        }
    }

    private void reallocate(long size) {
        if (!blocks.isEmpty()) {
            int index = random.nextInt(blocks.size());
            long moved = route.call(Role.REALLOC, blocks.get(index), size);
            if (size == 0) {
                blocks.remove(index);
            } else {
                blocks.set(index, moved);
            }
        }
    }

    /** Nobody has that much, and the block that should grow lives on. */
    private void fail() {
        long tooMuch = Long.MAX_VALUE - random.nextInt(1000);
        switch (random.nextInt(4)) {
            case 0 -> route.call(Role.MALLOC, tooMuch);
            case 1 -> route.call(Role.CALLOC, tooMuch, 3);
            case 2 -> route.call(Role.ALIGNED_ALLOC, 24, 60);
            default -> {
                if (!blocks.isEmpty()) {
                    route.call(Role.REALLOC, blocks.get(random.nextInt(blocks.size())), tooMuch);
                }
            }
        }
    }

    private void free() {
        if (random.nextInt(10) == 0) {
            route.call(Role.FREE, 0);
        } else if (!blocks.isEmpty()) {
            route.call(Role.FREE, blocks.remove(random.nextInt(blocks.size())));
        }
    }

    void freeAll() {
        while (!blocks.isEmpty()) {
            route.call(Role.FREE, blocks.removeLast());
        }
    }

    /** Mostly small, now and then nothing at all, or more than what glibc maps by itself. */
    private long randomSize() {
        return switch (random.nextInt(60)) {
            case 0 -> 0;
            case 1 -> random.nextInt(300_000);
            default -> random.nextInt(500);
        };
    }
}
