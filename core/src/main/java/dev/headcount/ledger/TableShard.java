package dev.headcount.ledger;

/**
 * The head of one shard of the {@linkplain LiveBlockTable table}, alone on its cache line of 64 bytes.
 *
 * <pre>
 *  0           4           8           16          24          64
 *  +-----------+-----------+-----------+-----------+-----------+
 *  | sequence  | count     | slots     | capacity  | (unused)  |
 *  | u32       | u32       | address   | u64       |           |
 *  +-----------+-----------+-----------+-----------+-----------+
 * </pre>
 *
 * The sequence is odd while a writer is at work. {@code slots} points to {@code capacity} {@linkplain BlockSlot slots},
 * of which {@code count} are taken; it is 0 until the first block comes.
 */
final class TableShard {

    static final long SEQUENCE = 0;
    static final long COUNT = SEQUENCE + Integer.BYTES;
    static final long SLOTS = COUNT + Integer.BYTES;
    static final long CAPACITY = SLOTS + Long.BYTES;
    static final long USED = CAPACITY + Long.BYTES;
    static final long BYTES = 64;

    private TableShard() {}
}
