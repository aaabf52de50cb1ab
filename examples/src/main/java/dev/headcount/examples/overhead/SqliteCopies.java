package dev.headcount.examples.overhead;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Copies of SQLite's library: each has an allocator and statistics of its own, in one process. */
@SuppressWarnings("restricted")
final class SqliteCopies {

    private SqliteCopies() {}

    static SymbolLookup next() throws IOException {
        SymbolLookup _ = SymbolLookup.libraryLookup("libsqlite3.so.0", Arena.global());
        Path copy = Files.createTempFile("libsqlite3", ".so");
        try {
            return SymbolLookup.libraryLookup(Files.write(copy, Files.readAllBytes(loadedSqlite())), Arena.global());
        } finally {
            Files.delete(copy);
        }
    }

    /** The loader has found it: where, the kernel says. */
    private static Path loadedSqlite() throws IOException {
        try (Stream<String> mappings = Files.lines(Path.of("/proc/self/maps"))) {
            return mappings.filter(line -> line.contains("/libsqlite3.so"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
