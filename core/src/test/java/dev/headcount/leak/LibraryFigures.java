package dev.headcount.leak;

import dev.headcount.ledger.DamageKind;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SizeHistogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes the figures of a library by hand; those that nobody sets are 0. */
public final class LibraryFigures {

    public static final int LAST_BUCKET = IntStream.iterate(0, bucket -> bucket + 1)
            .filter(bucket -> SizeHistogram.largest(bucket) == Long.MAX_VALUE)
            .findFirst()
            .orElseThrow();

    private final String name;
    private String path = "";
    private String allocator = "";
    private String headerFormat = "learning";
    private long headerBytes;
    private long liveBlocks;
    private long liveBytes;
    private long peakBytes;
    private long frees;
    private long freedBytes;
    private long reallocations;
    private long failures;
    private long foreignFrees;
    private long foreignFreedBytes;
    private long lost;
    private long missedFrees;
    private final List<Long> sizes = new ArrayList<>(Collections.nCopies(LAST_BUCKET + 1, 0L));
    private final Map<DamageKind, Long> damage = new EnumMap<>(DamageKind.class);

    public LibraryFigures(String name) {
        this.name = name;
        for (DamageKind kind : DamageKind.values()) {
            damage.put(kind, 0L);
        }
    }

    public LibraryFigures from(String file, String allocatedBy) {
        path = file;
        allocator = allocatedBy;
        return this;
    }

    public LibraryFigures header(String format, long bytes) {
        headerFormat = format;
        headerBytes = bytes;
        return this;
    }

    public LibraryFigures live(long blocks, long bytes) {
        liveBlocks = blocks;
        liveBytes = bytes;
        return this;
    }

    public LibraryFigures peak(long bytes) {
        peakBytes = bytes;
        return this;
    }

    public LibraryFigures freed(long blocks, long bytes) {
        frees = blocks;
        freedBytes = bytes;
        return this;
    }

    public LibraryFigures reallocations(long count) {
        reallocations = count;
        return this;
    }

    public LibraryFigures failures(long count) {
        failures = count;
        return this;
    }

    public LibraryFigures foreign(long count, long bytes) {
        foreignFrees = count;
        foreignFreedBytes = bytes;
        return this;
    }

    public LibraryFigures lost(long allocations, long missed) {
        lost = allocations;
        missedFrees = missed;
        return this;
    }

    public LibraryFigures damage(DamageKind kind, long count) {
        damage.put(kind, count);
        return this;
    }

    /** Requests of the sizes that the bucket counts. */
    public LibraryFigures requests(int bucket, long count) {
        sizes.set(bucket, count);
        return this;
    }

    LibrarySnapshot taken() {
        long allocatedBytes = liveBytes + freedBytes;
        return new LibrarySnapshot(
                name,
                path,
                allocator,
                headerFormat,
                liveBlocks,
                liveBytes,
                headerBytes,
                peakBytes,
                liveBlocks + frees + lost,
                frees,
                reallocations,
                failures,
                allocatedBytes,
                freedBytes,
                foreignFrees,
                foreignFreedBytes,
                lost,
                missedFrees,
                damage,
                new SizeHistogram(sizes, allocatedBytes));
    }
}
