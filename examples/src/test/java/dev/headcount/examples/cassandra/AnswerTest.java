package dev.headcount.examples.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void shouldHaveTheTimeAndTheFigures() {
        Answer answer = Answer.parse("done 2500000 500 1500 426000").orElseThrow();
        assertTrue(answer.isDone());
        assertEquals(2.5, answer.seconds());
        assertEquals(List.of(500L, 1_500L, 426_000L), answer.figures());
    }

    @Test
    void shouldHaveNoFiguresWhereTheApplicationKnowsNone() {
        assertEquals(List.of(), Answer.parse("done 17 ").orElseThrow().figures());
    }

    @Test
    void shouldTellAFailureFromOtherOutput() {
        assertFalse(
                Answer.parse("failed connect: nobody is there").orElseThrow().isDone());
        assertTrue(Answer.parse("something that the driver prints").isEmpty());
    }
}
