package dev.headcount.examples.cassandra.app;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A {@code CassFuture}: what a session answers at once, and what becomes of it later. Its memory is the driver's until it is closed. */
final class Reply implements AutoCloseable {

    private final MemorySegment future;

    Reply(MemorySegment future) {
        this.future = future;
    }

    /** Waits until it is there. */
    void await() {
        if (SessionFunctions.cass_future_error_code(future) != Driver.CASS_OK) {
            throw new IllegalStateException("the driver says: " + message());
        }
    }

    /** Waits for the answer of the server; the caller closes it, which does not close this. */
    Result result() {
        await();
        return new Result(SessionFunctions.cass_future_get_result(future));
    }

    /** Waits for a statement to be prepared; the caller closes that. */
    Prepared prepared() {
        await();
        return new Prepared(SessionFunctions.cass_future_get_prepared(future));
    }

    private String message() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment message = arena.allocate(ValueLayout.ADDRESS);
            MemorySegment length = arena.allocate(Driver.SIZE);
            SessionFunctions.cass_future_error_message(future, message, length);
            return Driver.text(message, length);
        }
    }

    @Override
    public void close() {
        SessionFunctions.cass_future_free(future);
    }
}
