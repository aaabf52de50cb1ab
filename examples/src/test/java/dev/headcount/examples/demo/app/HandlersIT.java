package dev.headcount.examples.demo.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.junit.NoNativeLeaks;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shop's tidy handlers, under the agent. What SQLite keeps from its first connection on, the warm-up takes care of. */
@NoNativeLeaks(libraries = "sqlite3", warmUp = 1)
class HandlersIT {

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(Path.of(":memory:"));
        database.execute(Orders.TABLE);
        database.execute(Orders.INDEX);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldListWhatWasOrdered() {
        Orders.place(database, Query.parse("customer=Ada&product=tea&quantity=3"));

        assertEquals("1 tea x 3\n", Orders.list(database, Query.parse("customer=Ada")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500})
    void shouldListNoMoreThanTen(int orders) {
        for (int i = 0; i < orders; i++) {
            Orders.place(database, Query.parse("customer=Bob&product=tea&quantity=" + i));
        }

        String list = Orders.list(database, Query.parse("customer=Bob"));
        assertEquals(Math.min(orders, 10), list.lines().count());
    }
}
