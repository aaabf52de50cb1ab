package dev.headcount.examples.cassandra.app;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A {@code CassStatement}. Once it is executed it may be closed; the driver has what it needs of it. */
record Statement(MemorySegment pointer) implements AutoCloseable {

    /** Without parameters. */
    static Statement of(String cql) {
        try (Arena arena = Arena.ofConfined()) {
            return new Statement(StatementFunctions.cass_statement_new(arena.allocateFrom(cql), 0));
        }
    }

    Statement with(int parameter, long value) {
        Driver.check(StatementFunctions.cass_statement_bind_int64(pointer, parameter, value));
        return this;
    }

    Statement with(int parameter, String value) {
        try (Arena arena = Arena.ofConfined()) {
            Driver.check(StatementFunctions.cass_statement_bind_string(pointer, parameter, arena.allocateFrom(value)));
        }
        return this;
    }

    @Override
    public void close() {
        StatementFunctions.cass_statement_free(pointer);
    }
}
