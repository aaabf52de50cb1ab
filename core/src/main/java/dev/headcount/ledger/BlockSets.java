package dev.headcount.ledger;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The {@linkplain BlockSet sets of blocks} of a ledger. They stay as long as it does. */
final class BlockSets {

    private final DeadBlocks dead;
    private final Faults faults;
    private final List<BlockSet> sets = new CopyOnWriteArrayList<>();

    BlockSets(DeadBlocks dead, Faults faults) {
        this.dead = dead;
        this.faults = faults;
    }

    /** A new one, empty. */
    BlockSet open(long maxBytes) {
        BlockSet set = new BlockSet(new LiveBlockTable(maxBytes, dead), faults);
        sets.add(set);
        return set;
    }

    /** Bytes of native memory. */
    long bytes() {
        return sets.stream().mapToLong(BlockSet::bytes).sum();
    }
}
