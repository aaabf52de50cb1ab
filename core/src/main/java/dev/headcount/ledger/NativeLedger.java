package dev.headcount.ledger;

import dev.headcount.memory.Memory;
import dev.headcount.memory.Pages;
import dev.headcount.memory.ThreadStack;
import dev.headcount.site.Site;
import dev.headcount.site.SiteTable;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The part of the ledger that native code writes: a {@link ThreadPage} for each thread that allocates there, and the {@link
 * CommonState}. Generated functions count here without entering Java; this class is where Java reads what they counted.
 *
 * <p>Threads wait for each other only where one of them needs a page, reports its balance, meets a new site of its own or
 * leaves an event. They never wait for a reader.
 */
public final class NativeLedger {

    /** One is for all threads that find the others taken. */
    static final int MAX_PAGES = 1024;

    private static final int FEWER = 4;
    private static final int FEWEST_PAGES = 16;
    private static final int MEMORY_PAGE_BYTES = 4096;
    private static final int PAGE_OFFSET = 1024; // in a page of memory: room for the first libraries below
    private static final int NAME_WORDS = ThreadPage.NAME_BYTES / Long.BYTES;

    private final SiteTable sites;
    private final long state;
    private final long firstPage;
    private final long stride;
    private volatile LongSupplier pageOfThread;

    private NativeLedger(SiteTable sites, long state, long firstPage, long stride) {
        this.sites = sites;
        this.state = state;
        this.firstPage = firstPage;
        this.stride = stride;
    }

    /** Empty where there is no memory for it. */
    static Optional<NativeLedger> open(SiteTable sites) {
        return open(sites, MAX_PAGES);
    }

    static Optional<NativeLedger> open(SiteTable sites, int maxPages) {
        long state = Pages.map(roundedUp(CommonState.BYTES));
        long below = roundedUp(SiteTable.MAX_LIBRARIES * (long) CounterRecord.BYTES) + PAGE_OFFSET;
        long stride = roundedUp(below + ThreadPage.site(sites.idBound()));
        int pages = maxPages;
        long memory = state == 0 ? 0 : Pages.mapSparse(pages * stride);
        while (memory == 0
                && state != 0
                && pages / FEWER >= FEWEST_PAGES) { // where the system counts what is not touched
            pages /= FEWER;
            memory = Pages.mapSparse(pages * stride);
        }
        if (memory == 0) {
            return Optional.empty();
        }
        NativeLedger ledger = new NativeLedger(sites, state, memory + below, stride);
        ledger.set(CommonState.SHARED_PAGE, ledger.firstPage);
        ledger.set(CommonState.PAGES, 1);
        ledger.set(CommonState.MAX_PAGES, pages);
        ledger.set(CommonState.NEXT_PAGE, ledger.firstPage + stride);
        ledger.set(CommonState.STRIDE, stride);
        ledger.list(BlockListing.OFF);
        return Optional.of(ledger);
    }

    private static long roundedUp(long bytes) {
        return Math.ceilDiv(bytes, Pages.BYTES) * Pages.BYTES;
    }

    /** The address of a field or table of the {@link CommonState}. */
    public long address(int field) {
        return state + field;
    }

    /** Sets a field of the {@link CommonState}. */
    public void set(int field, long value) {
        Memory.setLongRelease(state + field, value);
    }

    /** A field of the {@link CommonState}. */
    public long get(int field) {
        return Memory.getLongAcquire(state + field);
    }

    /** Chooses which blocks are listed; a thread that is at work follows after the next one it lists. */
    void list(BlockListing listing) {
        long[] gaps = listing.gaps(1 << CommonState.GAP_BITS);
        for (int i = 0; i < gaps.length; i++) {
            set(CommonState.GAPS + i * Long.BYTES, gaps[i]);
        }
    }

    /** From now on Java may be entered, and asks for the page of the calling thread so; 0 is none. */
    public void open(LongSupplier pageOfCallingThread) {
        pageOfThread = pageOfCallingThread;
        set(CommonState.OPEN, 1);
    }

    /** The {@link ThreadPage} of the calling thread; 0 where it has none for itself. */
    long pageOfThread() {
        LongSupplier asked = pageOfThread;
        long page = asked == null ? 0 : asked.getAsLong();
        if (page != 0 && !ThreadPage.knowsStackLimit(page)) {
            ThreadStack.ofCallingThread().ifPresent(stack -> ThreadPage.limit(page, stack));
        }
        return page;
    }

    /** The sum of one {@link CounterRecord} field over all pages. */
    long library(int library, long counter) {
        long sum = 0;
        for (long page = firstPage, end = end(); page < end; page += stride) {
            sum += Memory.getLongAcquire(page + ThreadPage.library(library) + counter);
        }
        return sum;
    }

    /** Adds one {@link SiteRecord} field of all pages, for each of the sites. */
    void addSiteCounts(int[] ids, long counter, long[] sums) {
        for (long page = firstPage, end = end(); page < end; page += stride) {
            for (int i = 0; i < ids.length; i++) {
                sums[i] += Memory.getLongAcquire(page + ThreadPage.site(ids[i]) + counter);
            }
        }
    }

    /** The most bytes the library ever held at once, as far as threads have reported it. */
    long peakBytes(int library) {
        return get(CommonState.PEAKS + library * CommonState.PEAK_BYTES + CommonState.PEAK);
    }

    /** How often native code entered Java. */
    long upcalls() {
        long sum = 0;
        for (long page = firstPage, end = end(); page < end; page += stride) {
            sum += Memory.getLongAcquire(page + ThreadPage.UPCALLS);
        }
        return sum;
    }

    /** How many pages were ever given to threads, the shared one included. */
    int pages() {
        return (int) get(CommonState.PAGES);
    }

    private long end() {
        return firstPage + get(CommonState.PAGES) * stride;
    }

    /** Tells the site table of the threads that became sites. */
    void nameSites() {
        synchronized (sites) {
            long found = get(CommonState.THREAD_SITE_COUNT);
            for (int i = sites.threadSites(); i < found; i++) {
                long entry = address(CommonState.THREAD_SITES) + i * (long) CommonState.THREAD_SITE_BYTES;
                int library = (int) Memory.getLong(entry + CommonState.THREAD_SITE_LIBRARY) - 1;
                sites.nameThreadSite(library, name(entry + CommonState.THREAD_SITE_NAME));
            }
        }
    }

    /** A thread's name: 15 bytes and a NUL at most. */
    private static String name(long address) {
        for (int i = 0; i < NAME_WORDS; i++) {
            if (Memory.getLong(address + i * (long) Long.BYTES) != 0) {
                return Memory.getString(address);
            }
        }
        return "";
    }

    /** The memory that was touched, in bytes. */
    long bytes() {
        long events = Math.min(get(CommonState.WRITTEN), 1L << CommonState.RING_BITS);
        long bytes = CommonState.RING + events * EventRecord.BYTES;
        List<Site> known = sites.all();
        for (long page = firstPage, end = end(); page < end; page += stride) {
            bytes += touched(page, known).cardinality() * (long) MEMORY_PAGE_BYTES;
        }
        return bytes;
    }

    /** Which pieces of a page have a site that is in use there, by number; the first is the one with the page's own words. */
    private static BitSet touched(long page, List<Site> known) {
        BitSet pieces = new BitSet();
        pieces.set(0);
        known.forEach(site -> {
            long offset = ThreadPage.site(site.id());
            long record = page + offset;
            if ((Memory.getLong(record + SiteRecord.ALLOCATIONS) | Memory.getLong(record + SiteRecord.FREES)) != 0) {
                pieces.set((int) ((offset + PAGE_OFFSET) / MEMORY_PAGE_BYTES));
            }
        });
        return pieces;
    }
}
