package dev.headcount.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RationedTest {

    private long nanos = Long.MAX_VALUE - 5_000_000; // as the JDK's clock may, it runs over
    private long costMillis;
    private int made;

    private final Rationed<Integer> value = new Rationed<>(this::make, 1_000, () -> nanos);

    private int make() {
        passMillis(costMillis);
        return ++made;
    }

    private void passMillis(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void shouldBeTheSameForAll() {
        assertEquals(1, value.get());
        passMillis(999);
        assertEquals(1, value.get());
    }

    @Test
    void shouldBeMadeAnewAfterItsTime() {
        assertEquals(1, value.get());
        passMillis(1_000);
        assertEquals(2, value.get());
    }

    @Test
    void shouldTakeNoMoreThanAFiftiethOfTheTime() {
        costMillis = 200;
        assertEquals(1, value.get());
        passMillis(200 * 50 - 1);
        assertEquals(1, value.get());
        passMillis(1);
        assertEquals(2, value.get());
    }

    @Test
    void shouldBeMadeAnewWhereSomethingChanged() {
        assertEquals(1, value.get());
        value.discard();
        assertEquals(2, value.get());
    }
}
