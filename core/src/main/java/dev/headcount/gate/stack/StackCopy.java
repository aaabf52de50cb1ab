package dev.headcount.gate.stack;

import dev.headcount.memory.Memory;

/**
 * What was on a stack at one moment, by the addresses it had there.
 *
 * @param from the lowest address
 * @param to behind the highest one: where the stack begins
 * @param copy where the words are now
 */
record StackCopy(long from, long to, long copy) {

    boolean contains(long address) {
        return address >= from && address <= to - Long.BYTES && address % Long.BYTES == 0;
    }

    /** The word that was at {@code address}, which must be in here. */
    long word(long address) {
        return Memory.getLong(copy + (address - from));
    }
}
