package dev.headcount.examples.cassandra.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Two handlers that answer the same question, on a session of their own. One of them leaks. */
final class Reports implements AutoCloseable {

    /** Rows that are there. */
    private static final int IDS = 10;

    private final Session session;
    private final Prepared select;

    /** Only so that the leak can be told, and mended in the end. */
    private final List<Result> forgotten = new ArrayList<>();

    Reports(Session session) {
        this.session = session;
        select = Rows.select(session);
    }

    void answer(int questions) {
        each(questions, this::name);
    }

    void answerLeaking(int questions) {
        each(questions, this::leakyName);
    }

    private static void each(int questions, LongFunction<String> handler) {
        for (int i = 0; i < questions; i++) {
            long id = i % IDS;
            String name = handler.apply(id);
            if (!name.equals(Rows.name(id))) {
                throw new IllegalStateException("read '" + name + "' instead of '" + Rows.name(id) + "'");
            }
        }
    }

    private String name(long id) {
        try (Statement statement = select.bind().with(0, id);
                Reply reply = session.execute(statement);
                Result result = reply.result()) {
            return result.text(0);
        }
    }

    /** Forgets {@code cass_result_free}. */
    private String leakyName(long id) {
        try (Statement statement = select.bind().with(0, id);
                Reply reply = session.execute(statement)) {
            Result result = reply.result();
            forgotten.add(result);
            return result.text(0);
        }
    }

    int forgotten() {
        return forgotten.size();
    }

    void freeForgotten() {
        forgotten.forEach(Result::close);
        forgotten.clear();
    }

    @Override
    public void close() {
        select.close();
        session.close();
    }
}
