package dev.headcount.examples.demo.app;

/** Takes orders and lists them. */
final class Orders {

    static final String TABLE =
            "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT, product TEXT, quantity INTEGER)";
    static final String INDEX = "CREATE INDEX orders_by_customer ON orders (customer)";

    private Orders() {}

    /** {@code POST /order?customer=…&product=…&quantity=…} */
    static String place(Database database, Query query) {
        String insert = "INSERT INTO orders (customer, product, quantity) VALUES (?, ?, ?)";
        try (Statement statement = database.prepare(insert)) {
            statement.bind(1, query.text("customer"));
            statement.bind(2, query.text("product"));
            statement.bind(3, query.number("quantity"));
            statement.next();
        }
        return "ordered\n";
    }

    /** {@code GET /orders?customer=…}: the last ten */
    static String list(Database database, Query query) {
        String select = "SELECT id, product, quantity FROM orders WHERE customer = ? ORDER BY id DESC LIMIT 10";
        StringBuilder answer = new StringBuilder();
        try (Statement statement = database.prepare(select)) {
            statement.bind(1, query.text("customer"));
            while (statement.next()) {
                answer.append(statement.number(0)).append(' ').append(statement.text(1));
                answer.append(" x ").append(statement.number(2)).append('\n');
            }
        }
        return answer.toString();
    }
}
