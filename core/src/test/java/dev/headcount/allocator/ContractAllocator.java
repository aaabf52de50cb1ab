package dev.headcount.allocator;

/** An allocator that is held to the contract: the functions as C has them, and what it says of itself. */
public interface ContractAllocator extends AutoCloseable {

    /** What can be wrong with a pointer that is given back. */
    enum Wrong {
        /** Of a block that was freed before. */
        FREED,
        /** Of a block whose header was written over. */
        DAMAGED,
        /** Not of a block of this allocator. */
        FOREIGN
    }

    /**
     * What is allocated now.
     *
     * @param headerBytes headers of the live blocks, and their padding where it is counted
     */
    record Totals(long liveBlocks, long liveBytes, long headerBytes) {}

    long malloc(long bytes);

    long calloc(long count, long bytesEach);

    long realloc(long block, long bytes);

    void free(long block);

    long alignedAlloc(long alignment, long bytes);

    long usableSize(long block);

    long strdup(long string);

    /** Where the blocks are. */
    BlockMemory memory();

    Totals totals();

    /** What it counts as the header of a block with this alignment. */
    long headerBytes(long alignment);

    /** What every block is aligned to. */
    long naturalAlignment();

    /** Pointers given back to free or realloc that were refused, of this kind or of one that it cannot tell from it. */
    long refused(Wrong kind);

    /** How many random calls there is time for. */
    default int randomCalls() {
        return 5_000;
    }

    /** Threads allocate, and free what others allocated. */
    default void shareAmongThreads() throws Exception {
        new CrossThreadFrees(this).run(8, 5_000);
    }

    @Override
    default void close() {}
}
