package dev.headcount.ledger;

import java.util.List;

/**
 * The live blocks that are listed one by one. All figures elsewhere are exact; what is worked out from these is an estimate,
 * by the weights of the blocks, with its standard error (Horvitz and Thompson, "A generalization of sampling without
 * replacement from a finite universe", 1952).
 *
 * @param listing how they were chosen
 * @param blocks the oldest first
 */
public record BlockSample(BlockListing listing, List<ListedBlock> blocks) {

    /** No block. */
    public static final BlockSample NONE = new BlockSample(BlockListing.OFF, List.of());

    public BlockSample {
        blocks = List.copyOf(blocks);
    }

    /** How many live bytes the listed blocks stand for. */
    public double estimatedBytes() {
        return blocks.stream()
                .mapToDouble(block -> block.size() * block.weight())
                .sum();
    }

    /** The standard error of {@link #estimatedBytes}. */
    public double standardError() {
        double variance = 0;
        for (ListedBlock block : blocks) {
            double estimate = block.size() * block.weight();
            variance += estimate * estimate * (1 - 1 / block.weight());
        }
        return Math.sqrt(variance);
    }
}
