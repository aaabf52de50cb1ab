package dev.headcount.gate.allocator;

import dev.headcount.allocator.BlockMemory;
import dev.headcount.allocator.ContractAllocator;
import dev.headcount.allocator.OwnHeader;
import dev.headcount.allocator.OwnMemory;
import dev.headcount.ledger.DamageKind;
import dev.headcount.ledger.LibrarySnapshot;

/**
 * The allocator in native code, of this process: called as C calls it, with what it is held to taken from the snapshot. One
 * library of a ledger.
 */
record NativeContractAllocator(TestLedger ledger, NativeAllocator allocator, NativeCalls calls, BlockMemory memory)
        implements ContractAllocator {

    static NativeContractAllocator over(TestLedger ledger, Backend backend) {
        NativeAllocator allocator = ledger.allocator(backend);
        return new NativeContractAllocator(ledger, allocator, NativeCalls.of(allocator), new OwnMemory());
    }

    @Override
    public long malloc(long bytes) {
        return calls.malloc(bytes);
    }

    @Override
    public long calloc(long count, long bytesEach) {
        return calls.calloc(count, bytesEach);
    }

    @Override
    public long realloc(long block, long bytes) {
        return calls.realloc(block, bytes);
    }

    @Override
    public void free(long block) {
        calls.free(block);
    }

    @Override
    public long alignedAlloc(long alignment, long bytes) {
        return calls.alignedAlloc(alignment, bytes);
    }

    @Override
    public long usableSize(long block) {
        return calls.usableSize(block);
    }

    @Override
    public long strdup(long string) {
        return calls.strdup(string);
    }

    private LibrarySnapshot figures() {
        return ledger.figures(allocator);
    }

    @Override
    public Totals totals() {
        LibrarySnapshot figures = figures();
        return new Totals(figures.liveBlocks(), figures.liveBytes(), figures.headerBytes());
    }

    /** The snapshot does not know of padding. */
    @Override
    public long headerBytes(long alignment) {
        return OwnHeader.BYTES;
    }

    @Override
    public long naturalAlignment() {
        return OwnHeader.ALIGNMENT;
    }

    /** After each one there is a snapshot. */
    @Override
    public int randomCalls() {
        return 2_000;
    }

    @Override
    public long refused(Wrong kind) {
        LibrarySnapshot figures = figures();
        return switch (kind) {
            case FREED -> figures.damage().get(DamageKind.DOUBLE_FREE);
            case DAMAGED -> figures.damage().get(DamageKind.DAMAGED_HEADER);
            case FOREIGN -> figures.foreignFrees();
        };
    }
}
