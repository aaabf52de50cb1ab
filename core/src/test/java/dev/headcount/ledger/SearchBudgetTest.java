package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SearchBudgetTest {

    private final SearchBudget budget = new SearchBudget();

    @Test
    void shouldLastForSoManySlots() {
        assertTrue(budget.isLeft(0));
        budget.spend(SearchBudget.SLOTS_A_SECOND - 1);
        assertTrue(budget.isLeft(0));
        budget.spend(1);
        assertFalse(budget.isLeft(0));
    }

    @Test
    void shouldBeFullAgainInTheNextSecond() {
        assertTrue(budget.isLeft(7));
        budget.spend(3 * SearchBudget.SLOTS_A_SECOND);
        assertFalse(budget.isLeft(7));
        assertTrue(budget.isLeft(8));
        budget.spend(SearchBudget.SLOTS_A_SECOND);
        assertFalse(budget.isLeft(8));
    }

    @Test
    void shouldSaveNothingUp() {
        assertTrue(budget.isLeft(0));
        assertTrue(budget.isLeft(100));
        budget.spend(SearchBudget.SLOTS_A_SECOND);
        assertFalse(budget.isLeft(100));
    }
}
