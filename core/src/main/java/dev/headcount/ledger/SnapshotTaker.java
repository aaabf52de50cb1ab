package dev.headcount.ledger;

import dev.headcount.site.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Sums the counter pages up. What ends is read before what begins, frees before allocations: a block that is born and dies
 * in between is then counted as one that lives, so no figure is ever negative.
 */
final class SnapshotTaker {

    private final Ledger ledger;
    private final CounterPages pages;
    private final NativeLedger natives; // null where native code never counted

    SnapshotTaker(Ledger ledger, CounterPages pages) {
        this.ledger = ledger;
        this.pages = pages;
        this.natives = ledger.openedNatives();
    }

    LedgerSnapshot take() {
        if (natives != null) {
            ledger.events().drain();
        }
        List<Causes> causes = ledger.books().stream().map(this::causes).toList();
        List<SiteSnapshot> sites = sites();
        List<LibrarySnapshot> libraries = new ArrayList<>();
        List<Damage> damage = new ArrayList<>();
        for (Causes cause : causes) {
            libraries.add(library(cause, sites));
            damage.addAll(cause.book.ledger().damage().first());
        }
        TrackerSnapshot tracker = tracker(libraries, sites);
        return new LedgerSnapshot(
                Instant.now(), ledger.clock.seconds(), List.copyOf(libraries), sites, List.copyOf(damage), tracker);
    }

    /** Births that were no allocations and deaths that were no frees; counted after them, hence read before them. */
    private record Causes(Ledger.Book book, long reallocations, long lost) {}

    private Causes causes(Ledger.Book book) {
        return new Causes(
                book,
                pages.library(book.index(), CounterRecord.REALLOCATIONS),
                pages.library(book.index(), CounterRecord.LOST));
    }

    private LibrarySnapshot library(Causes causes, List<SiteSnapshot> sites) {
        Ledger.Book book = causes.book;
        int index = book.index();
        SiteTotals totals = SiteTotals.of(sites, site -> ledger.sites.libraryOf(site.id()) == index);
        HeaderReader header = book.ledger().header();
        LibraryFacts facts = book.facts();
        return new LibrarySnapshot(
                facts.name(),
                facts.path(),
                facts.allocator(),
                header.isLearning() ? "learning" : header.format().name(),
                totals.liveBlocks,
                totals.liveBytes,
                totals.liveBlocks * header.format().addend(),
                Math.max(peakBytes(book), totals.liveBytes),
                totals.births - causes.reallocations,
                totals.births - totals.liveBlocks - causes.reallocations - causes.lost,
                causes.reallocations,
                pages.library(index, CounterRecord.FAILURES),
                totals.allocatedBytes,
                totals.allocatedBytes - totals.liveBytes,
                pages.library(index, CounterRecord.FOREIGN_FREES),
                pages.library(index, CounterRecord.FOREIGN_BYTES),
                causes.lost,
                pages.library(index, CounterRecord.MISSED_FREES),
                damage(book),
                sizes(index, totals.allocatedBytes));
    }

    private record SiteTotals(long births, long liveBlocks, long allocatedBytes, long liveBytes) {
        static SiteTotals of(List<SiteSnapshot> sites, Predicate<Site> wanted) {
            long births = 0;
            long liveBlocks = 0;
            long allocatedBytes = 0;
            long liveBytes = 0;
            for (SiteSnapshot each : sites) {
                if (wanted.test(each.site())) {
                    births += each.allocations();
                    liveBlocks += each.liveBlocks();
                    allocatedBytes += each.allocatedBytes();
                    liveBytes += each.liveBytes();
                }
            }
            return new SiteTotals(births, liveBlocks, allocatedBytes, liveBytes);
        }
    }

    private long peakBytes(Ledger.Book book) {
        long throughJava = book.ledger().account().peakBytes(pages);
        return natives == null ? throughJava : Math.max(throughJava, natives.peakBytes(book.index()));
    }

    private Map<DamageKind, Long> damage(Ledger.Book book) {
        Map<DamageKind, Long> counts = new EnumMap<>(DamageKind.class);
        for (DamageKind kind : DamageKind.values()) {
            long inNativeCode = switch (kind) {
                case DOUBLE_FREE -> pages.library(book.index(), CounterRecord.DOUBLE_FREES);
                case DAMAGED_HEADER -> pages.library(book.index(), CounterRecord.DAMAGED_HEADERS);
                case INTERIOR_POINTER -> 0; // cannot be told from a foreign one
            };
            counts.put(kind, book.ledger().damage().total(kind) + inNativeCode);
        }
        return counts;
    }

    private SizeHistogram sizes(int library, long totalBytes) {
        List<Long> counts = new ArrayList<>();
        for (int bucket = 0; bucket < CounterRecord.SIZE_BUCKETS; bucket++) {
            counts.add(pages.library(library, CounterRecord.SIZES + bucket * (long) Long.BYTES));
        }
        return new SizeHistogram(counts, totalBytes);
    }

    /** The sites that ever allocated. */
    private List<SiteSnapshot> sites() {
        List<Site> all = ledger.sites.all();
        int[] ids = all.stream().mapToInt(Site::id).toArray();
        long[] frees = pages.sites(ids, SiteRecord.FREES);
        long[] freedBytes = pages.sites(ids, SiteRecord.FREED_BYTES);
        long[] allocatedBytes = pages.sites(ids, SiteRecord.ALLOCATED_BYTES);
        long[] allocations = pages.sites(ids, SiteRecord.ALLOCATIONS);
        List<SiteSnapshot> sites = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            if (allocations[i] > 0) {
                sites.add(new SiteSnapshot(
                        all.get(i),
                        allocations[i],
                        allocations[i] - frees[i],
                        allocatedBytes[i],
                        allocatedBytes[i] - freedBytes[i]));
            }
        }
        return List.copyOf(sites);
    }

    private TrackerSnapshot tracker(List<LibrarySnapshot> libraries, List<SiteSnapshot> sites) {
        long overflowed = sites.stream()
                .filter(site -> Site.OVERFLOW.equals(site.site().function()))
                .mapToLong(SiteSnapshot::allocations)
                .sum();
        long lost = libraries.stream().mapToLong(LibrarySnapshot::lost).sum();
        Throwable fault = ledger.faults.first();
        return new TrackerSnapshot(
                ledger.blocks.bytes()
                        + pages.bytes()
                        + DeadBlocks.BYTES
                        + ledger.sets.bytes()
                        + ledger.finder.bytes()
                        + (natives == null ? 0 : natives.bytes()),
                pages.count() + (natives == null ? 0 : natives.pages()),
                ledger.sites.size(),
                overflowed,
                lost,
                ledger.faults.count(),
                fault == null ? null : fault.toString(),
                !ledger.gatesRefused(),
                natives == null ? 0 : natives.upcalls(),
                natives == null ? 0 : ledger.events().lost());
    }
}
