package dev.headcount.ledger;

/**
 * A set of blocks by their address, off-heap: some 35 bytes each. For any thread; what finds it full is a fault, and not in it.
 */
public final class BlockSet {

    private final LiveBlockTable table;
    private final Faults faults;

    BlockSet(LiveBlockTable table, Faults faults) {
        this.table = table;
        this.faults = faults;
    }

    /** Adds a block, if it is not there already. */
    public void add(long address) {
        if (table.put(address, 0, 0, 0, new BlockFacts()) == LiveBlockTable.Put.REFUSED) {
            faults.add(new OutOfMemoryError("no native memory, or no more allowed, for a block that was handed on"));
        }
    }

    /** Removes a block; false where it is not there. */
    public boolean remove(long address) {
        return table.take(address, new BlockFacts());
    }

    /** Whether the block is there; nobody else may ask for it meanwhile, or remove it. */
    public boolean contains(long address) {
        boolean found = remove(address);
        if (found) {
            add(address);
        }
        return found;
    }

    /** Bytes of native memory. */
    long bytes() {
        return table.bytes();
    }
}
