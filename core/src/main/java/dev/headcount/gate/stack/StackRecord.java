package dev.headcount.gate.stack;

import dev.headcount.memory.Memory;

/**
 * A stack that was walked, in native memory:
 *
 * <pre>
 *  0       8         16      24     32     40           48                              end
 *  +-------+---------+-------+------+------+------------+------------+--- … ---+--------+
 *  | key   | frame   | site  | end  | next | address    | value      |         |        |
 *  | u64   | pointer | u64   |      |      | of word 0  | of word 0  |         |        |
 *  +-------+---------+-------+------+------+------------+------------+--- … ---+--------+
 * </pre>
 *
 * The key says what the walk was for. The stack is the same if the key and the frame pointer are, and all words have their
 * values. Next is the record to try if it is not, or 0.
 */
final class StackRecord {

    static final int KEY = 0;
    static final int FRAME = KEY + Long.BYTES;
    static final int SITE = FRAME + Long.BYTES;
    static final int END = SITE + Long.BYTES;
    static final int NEXT = END + Long.BYTES;
    static final int WORDS = NEXT + Long.BYTES;

    static final int ADDRESS = 0;
    static final int VALUE = ADDRESS + Long.BYTES;
    static final int WORD_BYTES = VALUE + Long.BYTES;

    private StackRecord() {}

    /** Bytes of the record at {@code address}. */
    static long bytes(long address) {
        return Memory.getLong(address + END) + WORDS - address;
    }
}
