package dev.headcount.ledger;

import dev.headcount.memory.Memory;
import java.lang.invoke.VarHandle;

/**
 * The head of one shard of the {@linkplain LiveBlockTable table}, alone on its cache line of 64 bytes.
 *
 * <pre>
 *  0           4           8           16          24          64
 *  +-----------+-----------+-----------+-----------+-----------+
 *  | sequence  | count     | slots     | capacity  | (unused)  |
 *  | u32       | u32       | address   | u64       |           |
 *  +-----------+-----------+-----------+-----------+-----------+
 * </pre>
 *
 * The sequence is odd while a writer is at work. {@code slots} points to {@code capacity} {@linkplain BlockSlot slots},
 * of which {@code count} are taken; it is 0 until the first block comes.
 */
final class TableShard {

    static final long SEQUENCE = 0;
    static final long COUNT = SEQUENCE + Integer.BYTES;
    static final long SLOTS = COUNT + Integer.BYTES;
    static final long CAPACITY = SLOTS + Long.BYTES;
    static final long USED = CAPACITY + Long.BYTES;
    static final long BYTES = 64;

    private static final int SPINS_BEFORE_YIELD = 100;

    private TableShard() {}

    /** Waits until no other writer is at work; answers the sequence to {@link #unlock} with. */
    static int lock(long shard) {
        int spins = 0;
        while (true) {
            int sequence = Memory.getIntOpaque(shard + SEQUENCE);
            if ((sequence & 1) == 0 && Memory.casInt(shard + SEQUENCE, sequence, sequence + 1)) {
                VarHandle.storeStoreFence(); // readers see the odd sequence before anything that changes under it
                return sequence + 1;
            }
            if (++spins % SPINS_BEFORE_YIELD == 0) {
                Thread.yield(); // the holder may have lost its processor
            } else {
                Thread.onSpinWait();
            }
        }
    }

    static void unlock(long shard, int sequence) {
        Memory.setIntRelease(shard + SEQUENCE, sequence + 1);
    }

    static int count(long shard) {
        return Memory.getInt(shard + COUNT);
    }

    static void setCount(long shard, int count) {
        Memory.setInt(shard + COUNT, count);
    }

    static long slots(long shard) {
        return Memory.getLong(shard + SLOTS);
    }

    static long capacity(long shard) {
        return Memory.getLong(shard + CAPACITY);
    }
}
