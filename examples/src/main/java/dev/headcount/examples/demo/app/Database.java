package dev.headcount.examples.demo.app;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** A connection to SQLite, for one thread at a time. */
final class Database implements AutoCloseable {

    private static final int BUSY_MILLISECONDS = 10_000;

    private final MemorySegment connection;

    private Database(MemorySegment connection) {
        this.connection = connection;
    }

    static Database open(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ValueLayout.ADDRESS);
            int flags = Sqlite.SQLITE_OPEN_READWRITE | Sqlite.SQLITE_OPEN_CREATE;
            int status = Sqlite.sqlite3_open_v2(arena.allocateFrom(file.toString()), result, flags, MemorySegment.NULL);
            Database database = new Database(result.get(ValueLayout.ADDRESS, 0));
            database.check(status);
            database.check(Sqlite.sqlite3_busy_timeout(database.connection, BUSY_MILLISECONDS));
            return database;
        }
    }

    /** Runs statements that have no parameters and whose rows nobody wants. */
    void execute(String sql) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment none = MemorySegment.NULL;
            check(Sqlite.sqlite3_exec(connection, arena.allocateFrom(sql), none, none, none));
        }
    }

    /** The caller closes the statement. */
    Statement prepare(String sql) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ValueLayout.ADDRESS);
            MemorySegment text = arena.allocateFrom(sql);
            check(Sqlite.sqlite3_prepare_v2(connection, text, (int) text.byteSize(), result, MemorySegment.NULL));
            return new Statement(this, result.get(ValueLayout.ADDRESS, 0));
        }
    }

    /** Closes the statements that nobody closed, as drivers do before they close the connection; tells how many. */
    int closeForgotten() {
        int forgotten = 0;
        for (MemorySegment open = firstOpen(); open.address() != 0; open = firstOpen()) {
            Sqlite.sqlite3_finalize(open);
            forgotten++;
        }
        return forgotten;
    }

    private MemorySegment firstOpen() {
        return Sqlite.sqlite3_next_stmt(connection, MemorySegment.NULL);
    }

    @Override
    public void close() {
        Sqlite.sqlite3_close_v2(connection);
    }

    void check(int status) {
        if (status != Sqlite.SQLITE_OK) {
            throw failure(status);
        }
    }

    IllegalStateException failure(int status) {
        return new IllegalStateException("SQLite: " + Sqlite.sqlite3_errmsg(connection) + ", status=" + status);
    }
}
