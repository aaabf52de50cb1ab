package dev.headcount.gate.stack;

/**
 * What one thread's known stacks are found by, in native memory:
 *
 * <pre>
 *  0       8       16       24                                    152
 *  +-------+-------+--------+-----------+-----------+---- … ------+
 *  | stack | copy  | copied | records 0 | records 1 |             |
 *  | base  | to    | from   | first     |           |             |
 *  +-------+-------+--------+-----------+-----------+---- … ------+
 * </pre>
 *
 * A stack's record is among those that the hash of its key and frame pointer leads to, the newest first. Where {@code copy to} is not 0, a stack that is not
 * known is copied there, from its frame pointer to the base of the stack, if it fits.
 */
final class ThreadStacks {

    static final int STACK_BASE = 0;
    static final int COPY_TO = STACK_BASE + Long.BYTES;
    static final int COPIED_FROM = COPY_TO + Long.BYTES;
    static final int RECORDS = COPIED_FROM + Long.BYTES;

    static final int PLACES = 16;
    static final int BYTES = RECORDS + PLACES * Long.BYTES;

    /** Two calls of one method have the same frame pointer. */
    static final int RECORDS_A_PLACE = 4;

    static final int COPY_BYTES = 64 * 1024;

    /** Stacks are aligned to 16 bytes. */
    static final int FRAME_SHIFT = 4;

    private ThreadStacks() {}

    /** The offset of the place for records, as {@link StackProgram} finds it. */
    static int place(long key, long frame) {
        int index = (int) ((frame >>> FRAME_SHIFT) ^ key) & (PLACES - 1);
        return RECORDS + index * Long.BYTES;
    }
}
