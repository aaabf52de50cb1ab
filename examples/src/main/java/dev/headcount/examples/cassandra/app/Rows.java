package dev.headcount.examples.cassandra.app;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongFunction;

/** The application's table, written and read with prepared statements, one query after the other or many in flight. */
final class Rows implements AutoCloseable {

    private static final String TABLE = "headcount_example.people";

    private final Session session;
    private final Prepared insert;
    private final Prepared select;

    private Rows(Session session, Prepared insert, Prepared select) {
        this.session = session;
        this.insert = insert;
        this.select = select;
    }

    /** Creates keyspace and table, if they are not there yet, and prepares both statements. */
    static Rows create(Session session) {
        session.run("CREATE KEYSPACE IF NOT EXISTS headcount_example"
                + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        session.run("CREATE TABLE IF NOT EXISTS " + TABLE + " (id bigint PRIMARY KEY, name text)");
        Prepared insert = session.prepare("INSERT INTO " + TABLE + " (id, name) VALUES (?, ?)");
        return new Rows(session, insert, select(session));
    }

    static Prepared select(Session session) {
        return session.prepare("SELECT name FROM " + TABLE + " WHERE id = ?");
    }

    static String name(long id) {
        return "person no. " + id;
    }

    void write(int rows, int inFlight) {
        each(rows, inFlight, this::write);
    }

    /** Every row must have what was written. */
    void read(int rows, int inFlight) {
        each(rows, inFlight, this::read);
    }

    private Query write(long id) {
        try (Statement statement = insert.bind().with(0, id).with(1, name(id))) {
            return new Query(session.execute(statement), null);
        }
    }

    private Query read(long id) {
        try (Statement statement = select.bind().with(0, id)) {
            return new Query(session.execute(statement), name(id));
        }
    }

    private static void each(int rows, int inFlight, LongFunction<Query> start) {
        Queue<Query> waiting = new ArrayDeque<>(inFlight);
        for (long id = 0; id < rows; id++) {
            if (waiting.size() == inFlight) {
                waiting.remove().finish();
            }
            waiting.add(start.apply(id));
        }
        waiting.forEach(Query::finish);
    }

    /**
     * A query that the server has not answered yet.
     *
     * @param expected what the first column must be; null where no rows are asked for
     */
    private record Query(Reply reply, String expected) {

        void finish() {
            try (reply;
                    Result result = reply.result()) {
                if (expected != null && !expected.equals(result.text(0))) {
                    throw new IllegalStateException("read '" + result.text(0) + "' instead of '" + expected + "'");
                }
            }
        }
    }

    @Override
    public void close() {
        insert.close();
        select.close();
    }
}
