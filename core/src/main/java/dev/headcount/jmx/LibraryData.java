package dev.headcount.jmx;

import dev.headcount.ledger.DamageKind;
import dev.headcount.ledger.LibrarySnapshot;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of one library, as JMX shows them: {@link LibrarySnapshot} says what they mean.
 *
 * @param damage how often each kind was seen
 */
public record LibraryData(
        String name,
        String path,
        String allocator,
        String headerFormat,
        long liveBlocks,
        long liveBytes,
        long headerBytes,
        long peakBytes,
        long allocations,
        long frees,
        long reallocations,
        long failures,
        long allocatedBytes,
        long freedBytes,
        long foreignFrees,
        long foreignFreedBytes,
        long lost,
        long missedFrees,
        Map<String, Long> damage) {

    public static LibraryData of(LibrarySnapshot library) {
        Map<String, Long> damage = new TreeMap<>();
        for (Map.Entry<DamageKind, Long> kind : library.damage().entrySet()) {
            damage.put(kind.getKey().key(), kind.getValue());
        }
        return new LibraryData(
                library.name(),
                library.path(),
                library.allocator(),
                library.headerFormat(),
                library.liveBlocks(),
                library.liveBytes(),
                library.headerBytes(),
                library.peakBytes(),
                library.allocations(),
                library.frees(),
                library.reallocations(),
                library.failures(),
                library.allocatedBytes(),
                library.freedBytes(),
                library.foreignFrees(),
                library.foreignFreedBytes(),
                library.lost(),
                library.missedFrees(),
                damage);
    }
}
