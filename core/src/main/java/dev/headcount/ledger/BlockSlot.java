package dev.headcount.ledger;

import dev.headcount.memory.Memory;

/**
 * One live block in the {@linkplain LiveBlockTable table}: 24 bytes.
 *
 * <pre>
 *  0           8           16         20         24
 *  +-----------+-----------+----------+----------+
 *  | address   | size      | site     | born     |
 *  | u64       | u64       | u32      | u32      |
 *  +-----------+-----------+----------+----------+
 * </pre>
 *
 * An address of 0 marks a free slot. {@code size} is what the library asked for, {@code born} the seconds of the
 * {@linkplain LedgerClock ledger's clock}; its highest bit, {@link #UNCHECKED}, is set for a block whose header is not in
 * the usual place.
 */
final class BlockSlot {

    static final long ADDRESS = 0;
    static final long SIZE = ADDRESS + Long.BYTES;
    static final long SITE = SIZE + Long.BYTES;
    static final long BORN = SITE + Integer.BYTES;
    static final long BYTES = BORN + Integer.BYTES;

    static final long FREE = 0;
    static final int UNCHECKED = 1 << 31;

    private BlockSlot() {}

    static long size(long slot) {
        return Memory.getLong(slot + SIZE);
    }

    static int site(long slot) {
        return Memory.getInt(slot + SITE);
    }

    static int born(long slot) {
        return Memory.getInt(slot + BORN);
    }

    /** The seconds of {@code born}. */
    static int second(int born) {
        return born & ~UNCHECKED;
    }

    /** Whether the header in front of the block can be expected to say its size. */
    static boolean isChecked(int born) {
        return (born & UNCHECKED) == 0;
    }
}
