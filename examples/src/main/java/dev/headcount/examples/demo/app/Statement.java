package dev.headcount.examples.demo.app;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A prepared statement. Its memory stays taken until it is closed. */
final class Statement implements AutoCloseable {

    private final Database database;
    private final MemorySegment statement;

    Statement(Database database, MemorySegment statement) {
        this.database = database;
        this.statement = statement;
    }

    void bind(int parameter, String value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(value);
            int bytes = (int) text.byteSize() - 1; // without the NUL
            database.check(Sqlite.sqlite3_bind_text(statement, parameter, text, bytes, Sqlite.SQLITE_TRANSIENT));
        }
    }

    void bind(int parameter, long value) {
        database.check(Sqlite.sqlite3_bind_int64(statement, parameter, value));
    }

    /** Goes to the next row; false after the last one. */
    boolean next() {
        int status = Sqlite.sqlite3_step(statement);
        if (status != Sqlite.SQLITE_ROW && status != Sqlite.SQLITE_DONE) {
            throw database.failure(status);
        }
        return status == Sqlite.SQLITE_ROW;
    }

    String text(int column) {
        return Sqlite.sqlite3_column_text(statement, column);
    }

    long number(int column) {
        return Sqlite.sqlite3_column_int64(statement, column);
    }

    @Override
    public void close() {
        Sqlite.sqlite3_finalize(statement);
    }
}
