package dev.headcount.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** The same random calls through upcalls to an allocator in Java and through the one in native code: the same ledger. */
class RoutesAgreeTest {

    private static final int CALLS = 5_000;
    private static final int COMPARED_EVERY = 100;

    @Test
    void shouldKeepTheSameBooks() {
        long seed = Long.getLong("headcount.seed", System.nanoTime());
        try (Arena arena = Arena.ofConfined()) {
            Route upcalls = Route.throughUpcalls(arena);
            Route natives = Route.throughNativeCode(arena);
            RandomRequests one = new RandomRequests(upcalls, seed);
            RandomRequests other = new RandomRequests(natives, seed);
            for (int call = 0; call < CALLS; call += COMPARED_EVERY) {
                one.make(COMPARED_EVERY);
                other.make(COMPARED_EVERY);
                assertEquals(upcalls.books(), natives.books());
            }
            one.freeAll();
            other.freeAll();
            assertEquals(upcalls.books(), natives.books());
            assertEquals(0, natives.books().liveBlocks());
        } catch (AssertionError e) {
            throw new AssertionError("-Dheadcount.seed=" + seed, e);
        }
    }
}
