package dev.headcount.allocator;

import dev.headcount.memory.Memory;

/**
 * Headcount's own 16-byte header. Keeps the 16-byte alignment of malloc, names the site, and tells a live block from a
 * freed one and from somebody else's.
 *
 * <pre>
 *  -16                       -8            -4          -2          0 user pointer, aligned to 16
 *   +-------------------------+-------------+-----------+-----------+------------------------
 *   | size u64                | site u32    | flags u16 | check u16 | bytes for the library
 *   +-------------------------+-------------+-----------+-----------+------------------------
 *
 *  -A = base, aligned to A                 -16         0 user pointer, aligned to A (A above 16)
 *   +---------------------------------------+-----------+------------------------
 *   | padding                               | header    | bytes for the library
 *   +---------------------------------------+-----------+------------------------
 * </pre>
 *
 * <ul>
 *   <li>size: the whole block, header and padding included;
 *   <li>flags: bits 0-5 hold log2 A of an over-aligned block, otherwise 0; bits 6-14 the number of the library plus 1, and
 *       bit 15 whether the block is listed one by one: both of blocks that native code made, 0 in others;
 *   <li>check: folded from the user pointer; the complement in a freed block. It stands next to the library's bytes, so
 *       a write in front of them meets it first.
 * </ul>
 *
 * <p>Of 65,536 foreign pointers one passes for ours. How long a freed block looks dead is up to the allocator that has
 * it back: glibc writes over the header at once (then it looks damaged), jemalloc and mimalloc leave the check until
 * they reuse the block. A block that went back to the kernel has no header to read.
 *
 * <p>The accessors take a user pointer that is a multiple of 16 with a header that can be read: see {@link
 * Format#state}.
 */
public final class OwnHeader {

    public static final int BYTES = 16;

    public static final int SIZE_OFFSET = -BYTES;
    public static final int SITE_OFFSET = SIZE_OFFSET + Long.BYTES;
    public static final int FLAGS_OFFSET = SITE_OFFSET + Integer.BYTES;
    public static final int CHECK_OFFSET = FLAGS_OFFSET + Short.BYTES;

    /** What a user pointer is aligned to; as large as the header, so that base = user pointer - alignment, always. */
    public static final long ALIGNMENT = BYTES;

    /** The bits of the flags that hold log2 of the alignment. */
    public static final int FLAGS_LOG2_ALIGNMENT = 0x3f;

    /** Where the number of the library plus 1 begins in the flags. */
    public static final int FLAGS_LIBRARY_SHIFT = 6;

    public static final int FLAGS_LIBRARY_BITS = 9;

    public static final int FLAGS_LISTED = 0x8000;

    /** What the folded address is combined with, so that zeroed memory makes no header. */
    public static final int CHECK_SALT = 0xc0de;

    private static final int U16 = 0xffff;
    private static final int CHECK_SHIFT = Short.SIZE; // flags and check are read as one little-endian int

    private OwnHeader() {}

    /** Writes the header of a block that is live from now on. */
    public static void write(long userPointer, long sizeBytes, long alignment, int site) {
        int flags = alignment > ALIGNMENT ? Long.numberOfTrailingZeros(alignment) : 0;
        Memory.setLong(userPointer + SIZE_OFFSET, sizeBytes);
        Memory.setInt(userPointer + SITE_OFFSET, site);
        setFlagsAndCheck(userPointer, flags, liveCheck(userPointer));
    }

    public static long sizeBytes(long userPointer) {
        return Memory.getLong(userPointer + SIZE_OFFSET);
    }

    public static int site(long userPointer) {
        return Memory.getInt(userPointer + SITE_OFFSET);
    }

    public static void setSite(long userPointer, int site) {
        Memory.setInt(userPointer + SITE_OFFSET, site);
    }

    /** What the block is aligned to, at least 16; the base is as many bytes in front of the user pointer. */
    public static long alignment(long userPointer) {
        return alignmentIn(flags(userPointer));
    }

    private static long alignmentIn(int flags) {
        int log2 = flags & FLAGS_LOG2_ALIGNMENT;
        return log2 == 0 ? ALIGNMENT : 1L << log2;
    }

    /** The bytes the library asked for. */
    public static long requestedBytes(long userPointer) {
        return sizeBytes(userPointer) - alignment(userPointer);
    }

    /**
     * Whether a header that was copied is that of this block: live, listed one by one, and with as many bytes for the library.
     *
     * @param size the word at {@link #SIZE_OFFSET}
     * @param rest the word after it
     */
    public static boolean isOfListed(long userPointer, long requestedBytes, long size, long rest) {
        int flags = (int) (rest >>> Integer.SIZE) & U16;
        long alignment = alignmentIn(flags);
        return rest >>> (Integer.SIZE + CHECK_SHIFT) == liveCheck(userPointer)
                && isPlausible(userPointer, size, alignment)
                && (flags & FLAGS_LISTED) != 0
                && size - alignment == requestedBytes;
    }

    /** Whether native code wrote the header, for one of its libraries. */
    public static boolean isOfNativeCode(long userPointer) {
        return (flags(userPointer) >>> FLAGS_LIBRARY_SHIFT & (1 << FLAGS_LIBRARY_BITS) - 1) != 0;
    }

    public static HeaderState state(long userPointer) {
        int check = Memory.getInt(userPointer + FLAGS_OFFSET) >>> CHECK_SHIFT;
        int live = liveCheck(userPointer);
        if (check == live && isPlausible(userPointer, sizeBytes(userPointer), alignment(userPointer))) {
            return HeaderState.LIVE;
        }
        return check == (live ^ U16) ? HeaderState.DEAD : HeaderState.DAMAGED_OR_FOREIGN;
    }

    /** A write past the end of the block before this one reaches the size first, and perhaps no further. */
    private static boolean isPlausible(long userPointer, long size, long alignment) {
        return alignment >= ALIGNMENT && size >= alignment && (userPointer & alignment - 1) == 0;
    }

    /** To be done before the block is freed: afterwards the memory is somebody else's. */
    public static void markDead(long userPointer) {
        setFlagsAndCheck(userPointer, flags(userPointer), liveCheck(userPointer) ^ U16);
    }

    /** A block that {@code realloc} moved, or could not move, is live (again) with this size; site and flags stay. */
    static void revive(long userPointer, long sizeBytes) {
        Memory.setLong(userPointer + SIZE_OFFSET, sizeBytes);
        setFlagsAndCheck(userPointer, flags(userPointer), liveCheck(userPointer));
    }

    /** The check of a live block: shifts and exclusive ors only, as generated code computes it too. */
    public static int liveCheck(long userPointer) {
        return (int) (userPointer >>> 4 ^ userPointer >>> 20 ^ CHECK_SALT) & U16;
    }

    private static int flags(long userPointer) {
        return Memory.getInt(userPointer + FLAGS_OFFSET) & U16;
    }

    private static void setFlagsAndCheck(long userPointer, int flags, int check) {
        Memory.setInt(userPointer + FLAGS_OFFSET, check << CHECK_SHIFT | flags);
    }
}
