package dev.headcount.ledger;

/**
 * A set of blocks by their address, off-heap: some 35 bytes each. For any thread; one that is full forgets new ones.
 */
public final class BlockSet {

    private final LiveBlockTable table;

    BlockSet(LiveBlockTable table) {
        this.table = table;
    }

    /** Adds a block, if it is not there already. */
    public void add(long address) {
        table.put(address, 0, 0, 0, new BlockFacts());
    }

    /** Removes a block; false where it is not there. */
    public boolean remove(long address) {
        return table.take(address, new BlockFacts());
    }

    /** Whether the block is there; nobody may remove it meanwhile. */
    public boolean contains(long address) {
        boolean found = remove(address);
        if (found) {
            add(address);
        }
        return found;
    }
}
