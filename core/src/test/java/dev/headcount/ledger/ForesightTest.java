package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.site.CallContext;
import org.junit.jupiter.api.Test;

/** What a thread expects of the API functions that it enters. */
class ForesightTest {

    private static final int PREPARE = 5;
    private static final int SAME_PLACE = PREPARE + 64; // ids are told apart by their low six bits
    private static final int STEP = 6;
    private static final int SQLITE = 0; // the first library has the number 0
    private static final int CURL = 1;
    private static final int SITE = 4711;

    private final Foresight foresight = new Foresight();

    private void allocated(int times, int function, int library) {
        for (int i = 0; i < times; i++) {
            foresight.allocated(function, library);
        }
    }

    private void allocatedNothing(int times, int function) {
        for (int i = 0; i < times; i++) {
            foresight.allocatedNothing(function);
        }
    }

    private void assertExpected(int library, int function) {
        assertEquals(library, foresight.library(function));
    }

    @Test
    void shouldExpectNothingAtFirst() {
        for (int function = 0; function < 200; function++) {
            assertExpected(Foresight.NONE, function);
            assertEquals(CallContext.NO_SITE, foresight.site(function));
        }
    }

    @Test
    void shouldExpectWhatHappenedThreeTimes() {
        allocated(2, PREPARE, SQLITE);
        assertExpected(Foresight.NONE, PREPARE);
        allocated(1, PREPARE, SQLITE);
        assertExpected(SQLITE, PREPARE);
        assertExpected(Foresight.NONE, STEP);
    }

    @Test
    void shouldNotExpectWhatHappensEverySecondTime() {
        for (int i = 0; i < 100; i++) {
            allocated(1, PREPARE, SQLITE);
            allocatedNothing(1, PREPARE);
            assertExpected(Foresight.NONE, PREPARE);
        }
    }

    @Test
    void shouldDoubtAfterADisappointmentAndBeSureAgain() {
        allocated(3, PREPARE, SQLITE);
        allocatedNothing(1, PREPARE);
        assertExpected(Foresight.NONE, PREPARE);
        allocated(3, PREPARE, SQLITE);
        assertExpected(SQLITE, PREPARE);
    }

    @Test
    void shouldForgiveOneDisappointmentAfterALongTimeOfSuccess() {
        allocated(1000, PREPARE, SQLITE);
        allocatedNothing(1, PREPARE);
        assertExpected(SQLITE, PREPARE);
        allocatedNothing(1, PREPARE);
        assertExpected(Foresight.NONE, PREPARE);
    }

    @Test
    void shouldNotHoldMoreThanOneDisappointmentAgainstAFunction() {
        allocatedNothing(1000, PREPARE);
        allocated(3, PREPARE, SQLITE);
        assertExpected(SQLITE, PREPARE);
        allocatedNothing(1000, PREPARE);
        allocated(3, PREPARE, SQLITE);
        assertExpected(SQLITE, PREPARE);
    }

    @Test
    void shouldTurnToAnotherLibraryThatAllocatesInTheFunction() {
        allocated(3, PREPARE, SQLITE);
        allocated(3, PREPARE, CURL);
        assertExpected(Foresight.NONE, PREPARE);
        allocated(3, PREPARE, CURL);
        assertExpected(CURL, PREPARE);
    }

    @Test
    void shouldExpectNoLibraryOfAFunctionInWhichTheyTakeTurns() {
        for (int i = 0; i < 100; i++) {
            allocated(1, PREPARE, SQLITE);
            allocated(1, PREPARE, CURL);
            assertExpected(Foresight.NONE, PREPARE);
        }
    }

    @Test
    void shouldNotMistakeAFunctionForAnotherInItsPlace() {
        allocated(3, PREPARE, SQLITE);
        foresight.remember(PREPARE, SITE);
        assertExpected(Foresight.NONE, SAME_PLACE);
        assertEquals(CallContext.NO_SITE, foresight.site(SAME_PLACE));
    }

    @Test
    void shouldNotBeDisappointedByAnotherFunctionInThePlace() {
        allocated(3, PREPARE, SQLITE);
        allocatedNothing(1000, SAME_PLACE);
        assertExpected(SQLITE, PREPARE);
    }

    @Test
    void shouldGiveThePlaceToTheFunctionThatIsEnteredMore() {
        allocated(3, PREPARE, SQLITE);
        allocated(6, SAME_PLACE, SQLITE);
        assertExpected(SQLITE, SAME_PLACE);
        assertExpected(Foresight.NONE, PREPARE);
    }

    @Test
    void shouldKeepFunctionsOfDifferentPlacesApart() {
        for (int function = 0; function < 64; function++) {
            allocated(3, function, function % 2);
            foresight.remember(function, SITE + function);
        }
        for (int function = 0; function < 64; function++) {
            assertExpected(function % 2, function);
            assertEquals(SITE + function, foresight.site(function));
        }
    }

    @Test
    void shouldRememberTheSiteOfAFunctionThatHasAPlace() {
        foresight.remember(PREPARE, SITE);
        assertEquals(CallContext.NO_SITE, foresight.site(PREPARE));
        allocated(1, PREPARE, SQLITE);
        foresight.remember(PREPARE, SITE);
        assertEquals(SITE, foresight.site(PREPARE));
        allocatedNothing(1000, PREPARE);
        assertEquals(SITE, foresight.site(PREPARE));
    }

    @Test
    void shouldForgetTheSiteWithTheFunction() {
        allocated(1, PREPARE, SQLITE);
        foresight.remember(PREPARE, SITE);
        allocated(2, SAME_PLACE, SQLITE);
        assertEquals(CallContext.NO_SITE, foresight.site(PREPARE));
        assertEquals(CallContext.NO_SITE, foresight.site(SAME_PLACE));
    }

    /** A site belongs to one library. */
    @Test
    void shouldForgetTheSiteWithTheLibrary() {
        allocated(1, PREPARE, SQLITE);
        foresight.remember(PREPARE, SITE);
        allocated(2, PREPARE, CURL);
        assertEquals(CallContext.NO_SITE, foresight.site(PREPARE));
    }
}
