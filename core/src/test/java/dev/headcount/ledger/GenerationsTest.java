package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class GenerationsTest {

    private final long seed = new Random().nextLong();

    @Test
    void shouldCountGenerationsAndNotBlocks() {
        Generations generations = Generations.ofAges(3, 3, 3, 3, 17);
        assertEquals(2, generations.alive(20, 20));
        assertEquals(5, generations.blocks());
        assertEquals(17, generations.oldestSeconds());
    }

    @Test
    void shouldLeaveOutWhatIsOlderThanTheWindow() {
        assertEquals(1, Generations.ofAges(3, 5000).alive(20, 20));
    }

    @Test
    void shouldKnowEveryGenerationOfASteadyLeak() {
        for (int window : new int[] {60, 600, 3600, 40 * 3600}) {
            int[] ages = IntStream.range(0, window).toArray();
            assertEquals(60, Generations.ofAges(ages).alive(window, 60), "of " + window + " s");
        }
    }

    @Test
    void shouldTakeABlockFromTheFutureAsNew() {
        assertEquals(1, Generations.ofAges(-1).alive(20, 20));
    }

    @Test
    void shouldHaveAsManyGenerationsInTheLedgerAsBlocksWereBornIn() {
        Books books = Books.opened();
        for (int second = 0; second < 60; second++) {
            books.clock.set(second);
            books.library.allocated(0x1000L * (second + 1), 100);
            if (second % 3 == 0) {
                books.library.freeing(0x1000L * (second + 1));
            }
        }
        Generations generations =
                books.ledger.ages().generations().values().iterator().next();
        assertEquals(40, generations.alive(60, 60));
        assertEquals(40, generations.blocks());
        assertEquals(58, generations.oldestSeconds());
    }

    /** Blocks in every other of twenty generations, at any scale: none of the others has one, but for rounding at its edges. */
    @RepeatedTest(20)
    void shouldTellGenerationsApart() {
        Random random = new Random(seed);
        int length = 4 + random.nextInt(100_000);
        int[] ages = IntStream.range(0, 10)
                .map(generation -> 2 * generation * length + length / 2)
                .toArray();
        int alive = Generations.ofAges(ages).alive(20.0 * length, 20);
        assertTrue(alive == 10, () -> alive + " with seed " + seed);
    }
}
