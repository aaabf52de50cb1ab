package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Functions that a library was given others for, and that are called all the same. */
class FormerFunctionsTest {

    private static final long BLOCK = 0x7f00_0000_1000L;

    private static final long MOVED = 0x7f00_0000_2000L;

    private final Books books = Books.opened();
    private final FormerFunctions former = books.library.formerFunctions();

    private void assertBooks(long live, long allocations, long frees) {
        LibrarySnapshot figures = books.figures();
        assertEquals(live, figures.liveBlocks());
        assertEquals(allocations, figures.allocations());
        assertEquals(frees, figures.frees());
        assertEquals(0, figures.missedFrees());
        assertEquals(
                Map.of(DamageKind.DOUBLE_FREE, 0L, DamageKind.INTERIOR_POINTER, 0L, DamageKind.DAMAGED_HEADER, 0L),
                figures.damage());
    }

    @Test
    void shouldLeaveWhatTheyAllocateToTheFunctionsAroundThem() {
        books.library.allocated(former.allocated(BLOCK), 60);
        assertBooks(1, 1, 0);
    }

    @Test
    void shouldLeaveWhatTheyFreeToTheFunctionsAroundThem() {
        books.library.allocated(BLOCK, 60);
        assertTrue(books.library.freeing(BLOCK) && former.freeing(BLOCK));
        assertBooks(0, 1, 1);
    }

    @Test
    void shouldEndABlockThatIsFreedThereAlone() {
        books.library.allocated(BLOCK, 60);
        assertTrue(former.freeing(BLOCK));
        assertBooks(0, 1, 1);
    }

    /** The library's thread had the old malloc in hand, and then the new free. */
    @Test
    void shouldTakeNoFreeForASecondOneAfterThem() {
        books.library.allocated(BLOCK, 60);
        books.library.freeing(BLOCK);
        former.allocated(BLOCK);
        assertTrue(books.library.freeing(BLOCK), "it is passed on");
        assertBooks(0, 1, 1);
        assertEquals(1, books.figures().foreignFrees());
    }

    @Test
    void shouldEndABlockThatIsReallocatedThereAlone() {
        books.library.allocated(BLOCK, 60);
        assertTrue(former.reallocating(BLOCK));
        former.reallocated(MOVED, BLOCK, 100);
        assertBooks(0, 1, 1);
        assertTrue(books.library.freeing(MOVED));
        assertEquals(1, books.figures().foreignFrees());
    }

    @Test
    void shouldLeaveABlockLiveThatCouldNotBeReallocated() {
        books.library.allocated(BLOCK, 60);
        assertTrue(former.reallocating(BLOCK));
        former.reallocated(0, BLOCK, 100);
        assertBooks(1, 1, 0);
        assertTrue(books.library.freeing(BLOCK));
        assertBooks(0, 1, 1);
    }

    @Test
    void shouldLeaveReallocationsToTheFunctionsAroundThem() {
        books.library.allocated(BLOCK, 60);
        assertTrue(books.library.reallocating(BLOCK) && former.reallocating(BLOCK));
        books.library.reallocated(former.reallocated(MOVED, BLOCK, 100), BLOCK, 100);
        assertEquals(1, books.figures().reallocations());
        assertEquals(100, books.figures().liveBytes());
        assertBooks(1, 1, 0);
    }

    @Test
    void shouldPassOnWhatNobodyKnows() {
        assertTrue(former.freeing(BLOCK));
        assertTrue(former.freeing(0));
        assertEquals(0, former.allocated(0));
        assertBooks(0, 0, 0);
    }
}
