package dev.headcount.ledger;

import dev.headcount.memory.Memory;
import java.lang.invoke.VarHandle;

/**
 * A reader's private copy of one shard, on the Java heap: read without a lock, and kept if no writer was at work meanwhile.
 *
 * <p>A shard holds few blocks, so the copy takes a microsecond or so and a try fails only while writers hammer that one
 * shard. A reader must neither stop them nor try for ever: after {@value #MAX_TRIES} tries it takes the copy as it came. A
 * block that was just being moved within the shard may then be missing from the copy or be in it twice.
 */
final class ShardCopy {

    private static final int MAX_TRIES = 1000;
    private static final int SPINS_BEFORE_YIELD = 100;
    private static final int WORDS = (int) (BlockSlot.BYTES / Long.BYTES);

    private long[] words = new long[0];
    private int used;
    private final BlockFacts facts = new BlockFacts();

    /** Only between {@link RetiredSlots#enterReader} and {@link RetiredSlots#exitReader}. */
    void read(long shard) {
        int tries = 0;
        while (!tryRead(shard, sequenceAtRest(shard), ++tries >= MAX_TRIES)) {
            Thread.onSpinWait();
        }
    }

    /** Waits for the writer at work, who may have lost its processor: that is no failed try. */
    private static int sequenceAtRest(long shard) {
        int spins = 0;
        while (true) {
            int sequence = Memory.getIntAcquire(shard + TableShard.SEQUENCE);
            if ((sequence & 1) == 0) {
                return sequence;
            }
            if (++spins % SPINS_BEFORE_YIELD == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private boolean tryRead(long shard, int sequence, boolean lastTry) {
        long slots = Memory.getLong(shard + TableShard.SLOTS);
        long capacity = Memory.getLong(shard + TableShard.CAPACITY);
        if (!isUnchanged(shard, sequence)) {
            return false; // slots and capacity may not belong together: never read by them
        }
        used = (int) capacity * WORDS;
        if (words.length < used) {
            words = new long[used + used / 4];
        }
        if (used > 0) {
            Memory.copyToArray(slots, words, used);
        }
        return lastTry || isUnchanged(shard, sequence);
    }

    private static boolean isUnchanged(long shard, int sequence) {
        VarHandle.loadLoadFence();
        return Memory.getIntOpaque(shard + TableShard.SEQUENCE) == sequence;
    }

    void forEach(LiveBlockTable.Visitor visitor) {
        for (int i = 0; i < used; i += WORDS) {
            if (words[i] != BlockSlot.FREE) {
                load(i, facts);
                visitor.block(facts);
            }
        }
    }

    /** Site and birth share the third word; Headcount runs on little-endian processors only. */
    private void load(int i, BlockFacts into) {
        into.address = words[i];
        into.size = words[i + 1];
        into.site = (int) words[i + 2];
        into.born = (int) (words[i + 2] >>> Integer.SIZE);
    }
}
