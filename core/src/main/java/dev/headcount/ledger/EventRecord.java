package dev.headcount.ledger;

/**
 * One entry of the ring in which native code leaves what is rare, for Java to find. 64 bytes, a cache line:
 *
 * <pre>
 *  0      8         16     24        32     40            48            56        64
 *  +------+---------+------+---------+------+-------------+-------------+---------+
 *  | kind | library | site | pointer | size | header at   | header at   | seconds |
 *  |      |         |      |         |      | -16         | -8          |         |
 *  +------+---------+------+---------+------+-------------+-------------+---------+
 * </pre>
 *
 * All are u64. Library: the number of the one whose function was called. Site: where the block was allocated for a listed
 * one, where the pointer was given back for a wrong one. Size: what was asked for; 0 where it is not known. The header: its
 * two words, 0 where they cannot be read.
 */
public final class EventRecord {

    /** A block that is listed was allocated. */
    public static final int BORN = 1;
    /** A block that is listed was freed. */
    public static final int DIED = 2;
    /** A pointer was given back whose header says that its block was freed before. */
    public static final int DOUBLE_FREE = 3;
    /** A pointer was given back with a header that somebody wrote into. */
    public static final int DAMAGED_HEADER = 4;
    /** A pointer was given back that is of another allocator: counted, and never left as an event. */
    public static final int FOREIGN = 5;

    public static final int KIND = 0;
    public static final int LIBRARY = KIND + Long.BYTES;
    public static final int SITE = LIBRARY + Long.BYTES;
    public static final int POINTER = SITE + Long.BYTES;
    public static final int SIZE = POINTER + Long.BYTES;
    public static final int HEADER_SIZE = SIZE + Long.BYTES;
    public static final int HEADER_REST = HEADER_SIZE + Long.BYTES;
    public static final int SECONDS = HEADER_REST + Long.BYTES;
    public static final int BYTES = SECONDS + Long.BYTES;

    private EventRecord() {}
}
