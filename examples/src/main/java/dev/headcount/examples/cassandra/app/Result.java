package dev.headcount.examples.cassandra.app;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A {@code CassResult}: the rows that the server sent. They stay in memory until it is closed. */
record Result(MemorySegment pointer) implements AutoCloseable {

    /** The text in a column of the first row. */
    String text(int column) {
        MemorySegment row = StatementFunctions.cass_result_first_row(pointer);
        if (row.address() == 0) {
            throw new IllegalStateException("the server has no such row");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(ValueLayout.ADDRESS);
            MemorySegment length = arena.allocate(Driver.SIZE);
            MemorySegment value = StatementFunctions.cass_row_get_column(row, column);
            Driver.check(StatementFunctions.cass_value_get_string(value, text, length));
            return Driver.text(text, length);
        }
    }

    @Override
    public void close() {
        StatementFunctions.cass_result_free(pointer);
    }
}
