package dev.headcount.examples.demo.app;

/** SQLite's own statistics: of the whole process, so no other thread may use SQLite meanwhile. */
final class SqliteStatus implements Account {

    @Override
    public Footprint now() {
        return new Footprint(liveBlocks(), Sqlite.sqlite3_status64(Sqlite.SQLITE_STATUS_MEMORY_USED));
    }

    @Override
    public long liveBlocks() {
        return Sqlite.sqlite3_status64(Sqlite.SQLITE_STATUS_MALLOC_COUNT);
    }
}
