package dev.headcount.gate.allocator;

import dev.headcount.gate.code.Machine;
import dev.headcount.gate.code.Width;
import dev.headcount.ledger.CommonState;
import dev.headcount.ledger.CounterRecord;
import dev.headcount.ledger.SiteRecord;
import dev.headcount.ledger.ThreadPage;
import dev.headcount.memory.Pages;
import dev.headcount.site.SiteTable;

/**
 * What the native allocator counts in, in the memory of a machine: set up as {@link dev.headcount.ledger.NativeLedger} does,
 * but smaller. It never says that Java may be entered.
 */
final class MachineLedger {

    private static final int MAX_SITES = 64;
    private static final int PAGE_OFFSET = 1024;
    private static final int GAPS_BYTES = (1 << CommonState.GAP_BITS) * Long.BYTES;
    private static final int ENDLESS = 0x40; // each byte of a gap that no thread gets to the end of
    private static final int NONE = 0xff; // of a gap that ends before it begins

    private final Machine machine;
    private final SiteTable sites = new SiteTable(MAX_SITES);
    private final long state;
    private final long firstPage;
    private final long stride;

    /** @param maxPages for threads, one of them the common one */
    MachineLedger(Machine machine, int maxPages) {
        this.machine = machine;
        this.state = machine.map(roundedUp(CommonState.BYTES));
        long below = roundedUp(SiteTable.MAX_LIBRARIES * (long) CounterRecord.BYTES) + PAGE_OFFSET;
        this.stride = roundedUp(below + ThreadPage.SITES + sites.idBound() * (long) SiteRecord.BYTES);
        this.firstPage = machine.map(maxPages * stride) + below;
        set(CommonState.SHARED_PAGE, firstPage);
        set(CommonState.PAGES, 1);
        set(CommonState.MAX_PAGES, maxPages);
        set(CommonState.NEXT_PAGE, firstPage + stride);
        set(CommonState.STRIDE, stride);
        set(CommonState.LIBRARIES, 1);
        fillGaps(ENDLESS);
    }

    private void fillGaps(int value) {
        machine.call(machine.function("memset"), state + CommonState.GAPS, value, GAPS_BYTES);
    }

    void listEveryBlock() {
        fillGaps(NONE);
    }

    private static long roundedUp(long bytes) {
        return Math.ceilDiv(bytes, Pages.BYTES) * Pages.BYTES;
    }

    Machine machine() {
        return machine;
    }

    SiteTable sites() {
        return sites;
    }

    long state() {
        return state;
    }

    void set(int field, long value) {
        machine.store(state + field, value);
    }

    long get(int field) {
        return machine.load(state + field);
    }

    /** What the destructor of thread-specific data gets goes back to the free pages. */
    void endThreadsWith(long destructor) {
        long key = state + CommonState.KEY;
        long status = machine.call(machine.function("pthread_key_create"), key, destructor);
        if ((int) status != 0) {
            throw new IllegalStateException("pthread_key_create: " + status);
        }
    }

    /** The sum of a {@link SiteRecord} field over the sites that there are and all pages. */
    long sites(int field) {
        long sum = site(sites.overflow(0), field);
        long threads = get(CommonState.THREAD_SITE_COUNT);
        for (int i = 0; i < threads; i++) {
            sum += site(sites.firstThreadSite() + i, field);
        }
        return sum;
    }

    private long site(int site, int field) {
        return sum(ThreadPage.SITES + site * (long) SiteRecord.BYTES + field);
    }

    /** The sum of a {@link CounterRecord} field of the only library over all pages. */
    long library(int field) {
        return sum(ThreadPage.library(0) + field);
    }

    private long sum(long offset) {
        long sum = 0;
        long pages = get(CommonState.PAGES);
        for (int i = 0; i < pages; i++) {
            sum += machine.load(firstPage + i * stride + offset, Width.U64);
        }
        return sum;
    }
}
