package dev.headcount.examples.demo.app;

import java.util.Map;
import java.util.TreeMap;

/** Sums up orders. */
final class Reports {

    static final String SALES = "SELECT product, quantity FROM orders WHERE customer = ?";

    private final Account account;
    private final Forgotten forgotten;
    private final boolean tidy;

    /** @param tidy whether the bug of this demo is mended */
    Reports(Account account, Forgotten forgotten, boolean tidy) {
        this.account = account;
        this.forgotten = forgotten;
        this.tidy = tidy;
    }

    /** {@code GET /report?customer=…}: how much of which product. Does not close its statement: the bug of this demo. */
    String sales(Database database, Query query) {
        String customer = query.text("customer");
        Footprint before = account.now();
        Statement statement = database.prepare(SALES);
        Footprint prepared = account.now();
        statement.bind(1, customer);
        Footprint bound = account.now();
        Map<String, Long> quantities = new TreeMap<>();
        while (statement.next()) {
            quantities.merge(statement.text(0), statement.number(1), Long::sum);
        }
        if (tidy) {
            statement.close();
        } else {
            // After its last row this statement holds what it was prepared and bound with, and nothing else.
            forgotten.add(prepared.minus(before), bound.minus(prepared));
        }
        return quantities + "\n";
    }
}
