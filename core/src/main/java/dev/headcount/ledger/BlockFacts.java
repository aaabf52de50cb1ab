package dev.headcount.ledger;

import dev.headcount.memory.Memory;

/** What the table knew of a block, copied before the memory goes. One object is reused for many blocks. */
final class BlockFacts {

    long address;
    long size;
    int site;
    int born;

    void read(long slot) {
        address = Memory.getLong(slot + BlockSlot.ADDRESS);
        size = BlockSlot.size(slot);
        site = BlockSlot.site(slot);
        born = BlockSlot.born(slot);
    }

    void set(long address, long size, int site, int born) {
        this.address = address;
        this.size = size;
        this.site = site;
        this.born = born;
    }

    int bornSeconds() {
        return BlockSlot.second(born);
    }

    /** Whether the pointer points into the block, past its start. */
    boolean surrounds(long pointer) {
        long into = pointer - address;
        return into > 0 && into < size;
    }
}
