package dev.headcount.allocator;

/** What the header in front of a user pointer says about the block. */
public enum HeaderState {

    /** The header of a block that was allocated and not freed. */
    LIVE,

    /** The header of a block that was freed: freeing it again is a double free. */
    DEAD,

    /** No header of ours, or one that was written over: the two cannot be told apart by the header. */
    DAMAGED_OR_FOREIGN
}
