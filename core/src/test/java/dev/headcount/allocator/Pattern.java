package dev.headcount.allocator;

import static org.junit.jupiter.api.Assertions.fail;

import dev.headcount.memory.Memory;

/** Bytes that tell which block they belong to, and where in it. */
final class Pattern {

    private Pattern() {}

    private static byte at(long offset, int fill) {
        return (byte) (offset * 31 + fill);
    }

    static void write(long block, long bytes, int fill) {
        for (long i = 0; i < bytes; i++) {
            Memory.setByte(block + i, at(i, fill));
        }
    }

    static void check(long block, long bytes, int fill) {
        for (long i = 0; i < bytes; i++) {
            if (Memory.getByte(block + i) != at(i, fill)) {
                fail("byte " + i + " of " + bytes + " was written over");
            }
        }
    }
}
