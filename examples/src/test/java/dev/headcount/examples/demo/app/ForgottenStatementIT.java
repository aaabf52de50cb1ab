package dev.headcount.examples.demo.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.headcount.junit.NativeLeakError;
import dev.headcount.junit.NoNativeLeaks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The shop's handler that leaks: a test of it fails, and names the line. */
class ForgottenStatementIT {

    /** Run by the test below. */
    static class SalesReport {
        private Database database;

        @BeforeEach
        void open() {
            database = Database.open(Path.of(":memory:"));
            database.execute(Orders.TABLE);
            Orders.place(database, Query.parse("customer=Ada&product=tea&quantity=3"));
        }

        @Test
        @NoNativeLeaks(warmUp = 1)
        void shouldAddUpOrders() {
            Reports reports = new Reports(new NoAccount(), new Forgotten(), false);
            assertEquals("{tea=3}\n", reports.sales(database, Query.parse("customer=Ada")));
        }

        @AfterEach
        void close() {
            database.close(); // SQLite lets the connection live on for the forgotten statement
        }
    }

    private record NoAccount() implements Account {
        @Override
        public Footprint now() {
            return Footprint.NONE;
        }

        @Override
        public long liveBlocks() {
            return 0;
        }
    }

    @Test
    void shouldFailTheTestOfTheHandlerThatForgetsItsStatement() {
        List<Throwable> failures = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(SalesReport.class))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .toList();

        assertEquals(1, failures.size());
        assertEquals(NativeLeakError.class, failures.getFirst().getClass(), failures.toString());
        String message = failures.getFirst().getMessage();
        assertTrue(message.contains("of sqlite3: sqlite3_prepare_v2\n"), message);
        assertTrue(message.contains(Reports.class.getName() + ".sales(Reports.java:"), message);
    }
}
