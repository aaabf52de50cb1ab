package dev.headcount.ledger;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;

/** A page of real memory for blocks whose header is read: an allocator with 8-byte headers would lay them out like that. */
final class HeaderPage implements AutoCloseable {

    private static final long BYTES = 4096;

    private final long page = Libc.alignedAlloc(BYTES, BYTES);

    /** The user pointer at {@code offset}, at least 16; the header in front of it says {@code size} bytes and its own 8. */
    long block(int offset, long size) {
        long block = page + offset;
        Memory.setLong(block - Long.BYTES, size + Long.BYTES);
        return block;
    }

    static void overwriteHeader(long block, long word) {
        Memory.setLong(block - Long.BYTES, word);
    }

    @Override
    public void close() {
        Libc.free(page);
    }
}
