package dev.headcount.agent.apps.libraries;

import static dev.headcount.agent.apps.libraries.Foreign.at;
import static dev.headcount.agent.apps.libraries.Foreign.memory;

/** Links functions of SQLite when it has been initialised already, by native code: here qsort(3), as whose callback it answers 0. */
public final class InUseBefore {

    private InUseBefore() {}

    public static void main(String[] arguments) {
        Foreign libc = new Foreign("libc.so.6");
        Foreign sqlite = new Foreign("libsqlite3.so.0");
        long two = memory(16);
        libc.call("qsort", two, 2, 8, sqlite.address("sqlite3_initialize"));
        long handle = memory(Long.BYTES);
        sqlite.expect(0, "sqlite3_open", Foreign.string(":memory:"), handle);
        sqlite.expect(0, "sqlite3_close", at(handle));
    }
}
