package dev.headcount.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How old the live blocks of each site are; of sites in native code those that are listed. A walk over all live blocks that
 * stops no writer.
 *
 * @param oldestSeconds the age of the oldest by site id, in seconds; sites without a live block are absent
 * @param generations by site id, which ages there are
 */
public record BlockAges(Map<Integer, Long> oldestSeconds, Map<Integer, Generations> generations) {

    /** Nobody looked. */
    public static final BlockAges NONE = new BlockAges(Map.of());

    public BlockAges {
        oldestSeconds = Map.copyOf(oldestSeconds);
        generations = Map.copyOf(generations);
    }

    /** Without generations. */
    public BlockAges(Map<Integer, Long> oldestSeconds) {
        this(oldestSeconds, Map.of());
    }

    /** @param idBound no site has this id or a larger one */
    static BlockAges of(LiveBlocks blocks, List<ListedBlock> listed, int nowSeconds, int idBound) {
        Generations.BySite found = new Generations.BySite(idBound);
        blocks.forEach(block -> found.add(block.site, nowSeconds - block.bornSeconds()));
        listed.forEach(block -> found.add(block.site().id(), (int) block.ageSeconds()));
        Map<Integer, Long> oldest = new HashMap<>();
        Map<Integer, Generations> generations = new HashMap<>();
        for (int id = 0; id < idBound; id++) {
            Generations known = found.of(id);
            if (known != null) {
                oldest.put(id, known.oldestSeconds());
                generations.put(id, known);
            }
        }
        return new BlockAges(oldest, generations);
    }
}
