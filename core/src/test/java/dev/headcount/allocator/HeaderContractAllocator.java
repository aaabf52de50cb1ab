package dev.headcount.allocator;

/** The allocator in Java. It cannot tell a foreign block from a damaged one. */
record HeaderContractAllocator(HeaderAllocator allocator, Format format, BlockMemory memory)
        implements ContractAllocator {

    static HeaderContractAllocator over(SizedAllocator backend, Format format) {
        return new HeaderContractAllocator(HeaderAllocator.over(backend, format), format, new OwnMemory());
    }

    @Override
    public long malloc(long bytes) {
        return allocator.malloc(bytes);
    }

    @Override
    public long calloc(long count, long bytesEach) {
        return allocator.calloc(count, bytesEach);
    }

    @Override
    public long realloc(long block, long bytes) {
        return allocator.realloc(block, bytes);
    }

    @Override
    public void free(long block) {
        allocator.free(block);
    }

    @Override
    public long alignedAlloc(long alignment, long bytes) {
        return allocator.alignedAlloc(alignment, bytes);
    }

    @Override
    public long usableSize(long block) {
        return allocator.usableSize(block);
    }

    @Override
    public long strdup(long string) {
        return allocator.strdup(string);
    }

    @Override
    public Totals totals() {
        return new Totals(allocator.liveBlocks(), allocator.liveBytes(), allocator.headerBytes());
    }

    @Override
    public long headerBytes(long alignment) {
        return Math.max(alignment, naturalAlignment());
    }

    @Override
    public long naturalAlignment() {
        return format.naturalAlignment();
    }

    @Override
    public long refused(Wrong kind) {
        return allocator.refused(kind == Wrong.FREED ? HeaderState.DEAD : HeaderState.DAMAGED_OR_FOREIGN);
    }
}
