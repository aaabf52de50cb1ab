package dev.headcount.allocator;

/** The memory that an allocator's blocks are in, of this process or of another one. */
public interface BlockMemory {

    /** Fills a block with bytes that tell which block they belong to, and where in it. */
    void write(long block, long bytes, int fill);

    /** Fails where one of these bytes was written over. */
    void check(long block, long bytes, int fill);

    /** Fails where one of these bytes is not 0. */
    void checkZero(long block, long bytes);

    int loadByte(long address);

    void storeByte(long address, int value);

    long loadLong(long address);

    void storeLong(long address, long value);

    /** A copy of the string with a NUL behind it, in memory that is not the allocator's. */
    long place(String string);

    String string(long address);

    /** A block of the C library's own malloc. */
    long foreignBlock(long bytes);

    void freeForeignBlock(long block);

    /** The start of a page of zeros, with a page in front of it that cannot be read. */
    long guardedPage();
}
