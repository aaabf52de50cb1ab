package dev.headcount.allocator;

import dev.headcount.memory.Memory;

/**
 * The plain 8-byte header: the size of the whole block, header included, as many C and Rust programs write it.
 *
 * <p>A user pointer behind it is aligned to 8 only, as the block in front of it is to 16 at best: enough for SQLite,
 * not for {@code max_align_t}. It cannot tell a live block from a freed one, or from somebody else's.
 *
 * <p>An over-aligned block has its alignment A in the byte that no size needs, and padding in front of the header:
 *
 * <pre>
 *  -8                         0 user pointer, aligned to 8
 *   +-------------------------+------------------------
 *   | size u56 | log2 align u8| bytes for the library
 *   +-------------------------+------------------------
 *    bits 0-55   56-63: 0 where the user pointer is aligned to 8 only
 *
 *  -A = base, aligned to A    -8           0 user pointer, aligned to A
 *   +-------------------------+------------+------------------------
 *   | padding                 | header     | bytes for the library
 *   +-------------------------+------------+------------------------
 * </pre>
 */
final class SizeHeader {

    static final int BYTES = Long.BYTES;
    static final int SIZE_OFFSET = -BYTES;

    /** What a user pointer is aligned to; as large as the header, so that base = user pointer - alignment, always. */
    static final long ALIGNMENT = BYTES;

    private static final int SIZE_BITS = 56;
    private static final long SIZE_MASK = (1L << SIZE_BITS) - 1;

    private SizeHeader() {}

    static void write(long userPointer, long sizeBytes, long alignment) {
        long log2 = alignment > ALIGNMENT ? Long.numberOfTrailingZeros(alignment) : 0;
        Memory.setLong(userPointer + SIZE_OFFSET, log2 << SIZE_BITS | sizeBytes);
    }

    static long sizeBytes(long userPointer) {
        return Memory.getLong(userPointer + SIZE_OFFSET) & SIZE_MASK;
    }

    static void setSizeBytes(long userPointer, long sizeBytes) {
        long word = Memory.getLong(userPointer + SIZE_OFFSET);
        Memory.setLong(userPointer + SIZE_OFFSET, (word & ~SIZE_MASK) | sizeBytes);
    }

    static long alignment(long userPointer) {
        long log2 = Memory.getLong(userPointer + SIZE_OFFSET) >>> SIZE_BITS;
        return log2 == 0 ? ALIGNMENT : 1L << log2;
    }

    /** LIVE where the word could be a header; there is no telling more. */
    static HeaderState state(long userPointer) {
        long alignment = alignment(userPointer);
        boolean plausible = sizeBytes(userPointer) >= alignment && (userPointer & alignment - 1) == 0;
        return plausible ? HeaderState.LIVE : HeaderState.DAMAGED_OR_FOREIGN;
    }
}
