package dev.headcount.ledger;

import dev.headcount.site.CallContext;

/**
 * One thread's counters of one site, with their addresses at hand: events of one site come in a row, inside a downcall all
 * of them, and then cost additions and no look-up.
 *
 * <p>A block is born once and dies once; why it died (reallocated, lost) is counted besides, by the {@link Account}, where
 * it is not the usual free.
 */
final class SiteCounters {

    private final CounterPage page;
    private final boolean shared;
    private int site = CallContext.NO_SITE;
    private long siteRecord;
    private long libraryRecord;
    private LibraryLedger library;

    SiteCounters(CounterPage page) {
        this.page = page;
        this.shared = page.isShared();
    }

    int site() {
        return site;
    }

    /** The library that the site belongs to. */
    LibraryLedger library() {
        return library;
    }

    void moveTo(int newSite, LibraryLedger itsLibrary) {
        siteRecord = page.site(newSite);
        libraryRecord = page.library(itsLibrary.index());
        library = itsLibrary;
        site = newSite;
    }

    /** A block of {@code size} bytes was born here. */
    void born(long size) {
        add(siteRecord + SiteRecord.ALLOCATIONS, 1);
        add(siteRecord + SiteRecord.ALLOCATED_BYTES, size);
        add(libraryRecord + CounterRecord.sizeBucket(size), 1);
        library.account().peak().grew(shared, libraryRecord, size);
    }

    /** A block of {@code size} bytes that was born here is gone. */
    void died(long size) {
        add(siteRecord + SiteRecord.FREES, 1);
        add(siteRecord + SiteRecord.FREED_BYTES, size);
        library.account().peak().shrank(shared, libraryRecord, size);
    }

    private void add(long counter, long amount) {
        CounterPage.add(shared, counter, amount);
    }
}
