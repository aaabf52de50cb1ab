package dev.headcount.gate.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headcount.gate.code.Processor;
import dev.headcount.site.CallContext;
import dev.headcount.site.CallPathWalk;
import dev.headcount.site.KnownStacks;
import dev.headcount.site.SiteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/**
 * Random ways through a few methods, while the JVM compiles them, throws compiled code away and collects garbage: what is
 * told of a stack is what a walk says of it, every time.
 */
class KnownStacksAgreeWithWalksTest {

    private static final int THREADS = 3;
    private static final int CALLS = 60_000;
    private static final int WAYS = 24; // more than one, and few enough to come again
    private static final int COLLECT_EVERY = 20_000;

    private final SiteTable sites = new SiteTable(4096);
    private final int library = sites.library("random");
    private final int function = sites.function("random_call");
    private final CallPathWalk walk = CallPathWalk.fastest(64);
    private final ConcurrentLinkedQueue<String> mistakes = new ConcurrentLinkedQueue<>();

    @Test
    void shouldTellWhatAWalkTells() throws Exception {
        assumeTrue(Processor.here().equals(Optional.of(Processor.X86_64)), "stacks are known again on x86-64 only");
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<Walker> walkers = new ArrayList<>();
        List<FutureTask<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Walker walker = new Walker(new Random(seed + i));
            walkers.add(walker);
            tasks.add(new FutureTask<>(walker, null));
            Thread.ofPlatform().start(tasks.getLast());
        }
        for (FutureTask<Void> task : tasks) {
            task.get();
        }
        assertEquals(List.of(), List.copyOf(mistakes), "seed " + seed);
        for (Walker walker : walkers) {
            assertTrue(walker.told > CALLS / 2, "stacks known again: " + walker.told + " of " + CALLS);
        }
    }

    /** Which method calls which, and from which line, is in the bits of the way. */
    private final class Walker implements Runnable {

        private final Random random;
        private KnownStacks known;
        private int told;

        Walker(Random random) {
            this.random = random;
        }

        @Override
        public void run() {
            known = NativeStacks.open().ofThisThread();
            int[] ways = random.ints(WAYS, 0, 1 << 12).toArray();
            for (int call = 0; call < CALLS && mistakes.isEmpty(); call++) {
                left(ways[random.nextInt(WAYS)], 6);
                if (call % COLLECT_EVERY == 0) {
                    System.gc();
                }
            }
            known.release();
        }

        @SuppressWarnings("DuplicateBranches") // two lines that look the same are two ways
        private void left(int way, int steps) {
            if (steps == 0) {
                compare();
            } else if ((way & 1) == 0) {
                left(way >> 2, steps - 1);
            } else if ((way & 2) == 0) {
                right(way >> 2, steps - 1);
            } else {
                right(way >> 2, steps - 1);
            }
        }

        private void right(int way, int steps) {
            switch (way & 3) {
                case 0 -> left(way >> 2, Math.max(steps - 1, 0));
                case 1 -> List.of(way).forEach(each -> left(each >> 2, Math.max(steps - 1, 0)));
                case 2 -> right(way >> 2 | 1, Math.max(steps - 1, 0));
                default -> left(way >> 2, Math.max(steps - 2, 0));
            }
        }

        private void compare() {
            int answer = known.site(library, function);
            int walked = sites.of(library, function, walk.walk());
            if (answer == CallContext.NO_SITE) {
                known.learn(library, function, walked);
            } else if (answer != walked) {
                mistakes.add("told " + sites.site(answer).stack() + "\nwalked "
                        + sites.site(walked).stack());
            } else {
                told++;
            }
        }
    }
}
