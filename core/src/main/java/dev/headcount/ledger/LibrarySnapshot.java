package dev.headcount.ledger;

import java.util.Map;

/**
 * The figures of one library. Sizes are bytes the library asked for; headers are counted apart. Always
 * {@code liveBlocks = allocations - frees - lost}.
 *
 * @param headerFormat the name of the allocator's header format, {@code learning} until it is known
 * @param headerBytes what the headers in front of the live blocks take; 0 where the format is unknown
 * @param peakBytes the most that was live at once, see {@link PeakMeter} for how exact
 * @param reallocations blocks that changed their size; each counts its new size as allocated, its old one as freed
 * @param failures requests that the allocator could not meet
 * @param foreignFrees blocks given back that this ledger had never seen
 * @param foreignFreedBytes what their headers said, in bytes
 * @param lost allocations that found the live-block table full: they count as allocated, and their bytes as freed, but not
 *     as frees and not as live
 * @param missedFrees blocks whose address was handed out anew although no free was seen; they count as freed
 * @param damage how often each kind was seen, all kinds present
 */
public record LibrarySnapshot(
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
        Map<DamageKind, Long> damage,
        SizeHistogram sizes) {}
