package dev.headcount.examples.demo.app;

import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A fixed number of connections to one database, each lent to one request at a time. */
final class Connections {

    private final BlockingQueue<Database> idle;

    Connections(Path file, int count) {
        idle = new ArrayBlockingQueue<>(count);
        for (int i = 0; i < count; i++) {
            Database database = Database.open(file);
            if (i == 0) {
                database.execute("PRAGMA journal_mode = WAL"); // readers and the writer do not wait for each other
                database.execute(Orders.TABLE);
                database.execute(Orders.INDEX);
            }
            warmUp(database);
            idle.add(database);
        }
    }

    /** What SQLite keeps from the first statement on, the schema for instance, is no leak: so it must be there before. */
    private static void warmUp(Database database) {
        try (Statement statement = database.prepare(Reports.SALES)) {
            statement.bind(1, "nobody");
            statement.next();
        }
    }

    Database take() throws InterruptedException {
        return idle.take();
    }

    void giveBack(Database database) {
        idle.add(database);
    }

    /** Closes the statements that the requests forgot to close; tells how many. Not while a request is running. */
    int closeForgotten() {
        return idle.stream().mapToInt(Database::closeForgotten).sum();
    }

    /** Closes the connections. Not while a request is running. */
    void close() {
        idle.forEach(Database::close);
        idle.clear();
    }
}
