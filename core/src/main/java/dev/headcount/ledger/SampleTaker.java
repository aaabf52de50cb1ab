package dev.headcount.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the sample of live blocks together: those that native code chose when it allocated them, and of the live-block table
 * as many by the same chances. Reads the whole table.
 */
final class SampleTaker {

    private SampleTaker() {}

    static BlockSample take(Ledger ledger, List<ListedBlock> inNativeCode) {
        BlockListing listing = ledger.options.listing();
        List<ListedBlock> blocks = new ArrayList<>(inNativeCode);
        long now = ledger.clock.seconds();
        ledger.blocks.forEach(block -> {
            if (listing.chooses(block.address, block.born, block.size)) {
                blocks.add(new ListedBlock(
                        block.address,
                        block.size,
                        ledger.sites.site(block.site),
                        now - block.bornSeconds(),
                        1 / listing.chance(block.size)));
            }
        });
        blocks.sort(
                Comparator.comparingLong(ListedBlock::ageSeconds).reversed().thenComparingLong(ListedBlock::address));
        return new BlockSample(listing, blocks);
    }
}
