package dev.headcount.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How old the oldest live block of each site is; of sites in native code the oldest one that is listed.
 *
 * @param oldestSeconds by site id, in seconds; sites without a live block are absent
 */
public record BlockAges(Map<Integer, Long> oldestSeconds) {

    static BlockAges of(LiveBlocks blocks, List<ListedBlock> listed, int nowSeconds) {
        Map<Integer, Long> oldest = new HashMap<>();
        blocks.forEach(block -> oldest.merge(block.site, (long) nowSeconds - block.bornSeconds(), Math::max));
        listed.forEach(block -> oldest.merge(block.site().id(), block.ageSeconds(), Math::max));
        return new BlockAges(Map.copyOf(oldest));
    }
}
