package dev.headcount.examples.cassandra.app;

import java.lang.foreign.MemorySegment;

/** A {@code CassPrepared}: a statement that the server knows. */
record Prepared(MemorySegment pointer) implements AutoCloseable {

    /** The caller closes the statement. */
    Statement bind() {
        return new Statement(StatementFunctions.cass_prepared_bind(pointer));
    }

    @Override
    public void close() {
        StatementFunctions.cass_prepared_free(pointer);
    }
}
