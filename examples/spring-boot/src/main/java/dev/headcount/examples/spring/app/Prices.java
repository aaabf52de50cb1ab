package dev.headcount.examples.spring.app;

import jakarta.annotation.PreDestroy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** The prices, in a database in memory with one connection, which one thread at a time uses. */
@Component
class Prices {

    private final MemorySegment database;

    Prices() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ValueLayout.ADDRESS);
            check(Sqlite.sqlite3_open(arena.allocateFrom(":memory:"), result));
            database = result.get(ValueLayout.ADDRESS, 0);
        }
        run(prepare("CREATE TABLE prices (product TEXT PRIMARY KEY, cents INTEGER)"));
    }

    synchronized void set(String product, long cents) {
        MemorySegment statement = prepare("INSERT OR REPLACE INTO prices VALUES (?, ?)");
        bind(statement, product);
        check(Sqlite.sqlite3_bind_int64(statement, 2, cents));
        run(statement);
    }

    /** Empty where there is none. The statement is prepared anew each time and never finalized: the bug of this example. */
    synchronized OptionalLong of(String product) {
        MemorySegment statement = prepare("SELECT cents FROM prices WHERE product = ?");
        bind(statement, product);
        return Sqlite.sqlite3_step(statement) == Sqlite.SQLITE_ROW
                ? OptionalLong.of(Sqlite.sqlite3_column_int64(statement, 0))
                : OptionalLong.empty();
    }

    @PreDestroy
    synchronized void close() {
        int _ = Sqlite.sqlite3_close_v2(database);
    }

    private MemorySegment prepare(String sql) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ValueLayout.ADDRESS);
            check(Sqlite.sqlite3_prepare_v2(database, arena.allocateFrom(sql), -1, result, MemorySegment.NULL));
            return result.get(ValueLayout.ADDRESS, 0);
        }
    }

    private static void bind(MemorySegment statement, String product) {
        try (Arena arena = Arena.ofConfined()) {
            check(Sqlite.sqlite3_bind_text(statement, 1, arena.allocateFrom(product), -1, Sqlite.SQLITE_TRANSIENT));
        }
    }

    private static void run(MemorySegment statement) {
        int _ = Sqlite.sqlite3_step(statement);
        check(Sqlite.sqlite3_finalize(statement));
    }

    private static void check(int status) {
        if (status != 0) {
            throw new IllegalStateException("SQLite answers " + status);
        }
    }
}
