package dev.headcount.ledger;

/** The figures of one library that belong to none of its sites, on the calling thread's {@linkplain CounterPage page}. */
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

    PeakMeter peak() {
        return peak;
    }

    long peakBytes(CounterPages pages) {
        return peak.peak(pages.libraryMaximum(library, CounterRecord.HIGHEST));
    }
}
