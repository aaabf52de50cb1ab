package dev.headcount.ledger;

import java.util.HashMap;
import java.util.Map;

/**
 * How old the oldest live block of each site is.
 *
 * @param oldestSeconds by site id, in seconds; sites without a live block are absent
 */
public record BlockAges(Map<Integer, Long> oldestSeconds) {

    static BlockAges of(LiveBlocks blocks, int nowSeconds) {
        Map<Integer, Long> oldest = new HashMap<>();
        blocks.forEach(block -> oldest.merge(block.site, (long) nowSeconds - block.bornSeconds(), Math::max));
        return new BlockAges(Map.copyOf(oldest));
    }
}
