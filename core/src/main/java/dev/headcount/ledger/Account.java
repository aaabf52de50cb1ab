package dev.headcount.ledger;

/**
 * The figures of one library: every event is added on the calling thread's {@linkplain CounterPage page}. A block is born
 * once and dies once; why it died (freed, reallocated, lost) is counted besides where it is not the usual free.
 */
final class Account {

    private final int library;
    private final PeakMeter peak = new PeakMeter();

    Account(int library) {
        this.library = library;
    }

    /** Adds one to a field of the {@link CounterRecord}. */
    void count(ThreadState thread, long counter) {
        add(thread, counter, 1);
    }

    /** Adds to a field of the {@link CounterRecord}. */
    void add(ThreadState thread, long counter, long amount) {
        CounterPage page = thread.page;
        page.add(page.library(library) + counter, amount);
    }

    /** A block of {@code size} bytes was born at {@code site}. */
    void born(ThreadState thread, int site, long size) {
        CounterPage page = thread.page;
        boolean shared = page.isShared();
        long siteRecord = page.site(site);
        CounterPage.add(shared, siteRecord + SiteRecord.ALLOCATIONS, 1);
        CounterPage.add(shared, siteRecord + SiteRecord.ALLOCATED_BYTES, size);
        long record = page.library(library);
        CounterPage.add(shared, record + CounterRecord.sizeBucket(size), 1);
        peak.grew(shared, record, size);
    }

    /** A block of {@code size} bytes that was born at {@code site} is gone. */
    void died(ThreadState thread, int site, long size) {
        CounterPage page = thread.page;
        boolean shared = page.isShared();
        long siteRecord = page.site(site);
        CounterPage.add(shared, siteRecord + SiteRecord.FREES, 1);
        CounterPage.add(shared, siteRecord + SiteRecord.FREED_BYTES, size);
        peak.shrank(shared, page.library(library), size);
    }

    /** A block is gone, and {@code reason}, a field of the {@link CounterRecord}, says how. */
    void died(ThreadState thread, BlockFacts block, long reason) {
        died(thread, block.site, block.size);
        count(thread, reason);
    }

    long peakBytes(CounterPages pages) {
        return peak.peak(pages.libraryMaximum(library, CounterRecord.HIGHEST));
    }
}
