package dev.headcount.examples.cassandra.app;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What the application keeps in front of each block of the driver. The pointer stays aligned to 16 bytes, as malloc promises.
 *
 * <pre>
 * -16         -8          user pointer
 *  +-----------+-----------+---------…
 *  | thread    | size      | bytes for the driver
 *  +-----------+-----------+---------…
 * </pre>
 *
 * {@code thread} is the number of the Java thread that allocated, {@code size} the whole block's, header included.
 */
final class BlockHeader {

    static final long BYTES = 16;

    static final long THREAD = -16;
    static final long SIZE = THREAD + Long.BYTES;

    @SuppressWarnings("restricted")
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private BlockHeader() {}

    /** Returns the user pointer. */
    static long write(long base, long requested, long thread) {
        long pointer = base + BYTES;
        MEMORY.set(ValueLayout.JAVA_LONG, pointer + THREAD, thread);
        MEMORY.set(ValueLayout.JAVA_LONG, pointer + SIZE, BYTES + requested);
        return pointer;
    }

    static long thread(long pointer) {
        return MEMORY.get(ValueLayout.JAVA_LONG, pointer + THREAD);
    }

    static long requested(long pointer) {
        return MEMORY.get(ValueLayout.JAVA_LONG, pointer + SIZE) - BYTES;
    }
}
