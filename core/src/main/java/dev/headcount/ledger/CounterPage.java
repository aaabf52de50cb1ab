package dev.headcount.ledger;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import dev.headcount.site.KnownStacks;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One writer's share of all counters: a {@link CounterRecord} for each library and a {@link SiteRecord} for each site that
 * it has met, and its {@linkplain YoungBlocks young blocks}. The totals are the sums over all pages.
 *
 * <p><b>Who writes, who reads.</b> A page belongs to one thread, which adds with plain loads and stores: no locked
 * instruction, no line shared with another writer. Anybody may read at any time. Virtual threads share some pages, since
 * there may be millions of them; those pages add atomically.
 *
 * <p>Records are made on first use, never moved and never freed, so a reader may keep their addresses.
 */
final class CounterPage {

    private static final long NONE = 0;

    private final int number;
    private final AtomicLong bytes;
    private volatile YoungBlocks young;
    private volatile long[] libraries = {};
    private volatile long[] siteChunks = {};
    private KnownStacks stacks = KnownStacks.NONE;

    private CounterPage(int number, AtomicLong bytes, YoungBlocks young) {
        this.number = number;
        this.bytes = bytes;
        this.young = young;
    }

    /**
     * A page for one thread.
     *
     * @param bytes where the page adds the native memory it takes
     */
    static CounterPage owned(int number, AtomicLong bytes) {
        YoungBlocks young = YoungBlocks.few();
        bytes.addAndGet(YoungBlocks.BYTES);
        return new CounterPage(number, bytes, young);
    }

    /** A page for any number of threads; it has no young blocks. */
    static CounterPage shared(AtomicLong bytes) {
        return new CounterPage(-1, bytes, null);
    }

    /** The place of an owned page among the others. */
    int number() {
        return number;
    }

    boolean isShared() {
        return young == null;
    }

    /** The blocks that the owner allocated last; null on a shared page. */
    YoungBlocks young() {
        return young;
    }

    /**
     * By the owner, whose young blocks are all in the table: from now on it has room for more of them. The room it had is not
     * given back, since others may still look there.
     */
    YoungBlocks widen() {
        YoungBlocks wide = YoungBlocks.many();
        bytes.addAndGet(YoungBlocks.WIDE_BYTES);
        young = wide;
        return wide;
    }

    /** The owner's, to be released when the page is handed on. */
    synchronized void keep(KnownStacks ofOwner) {
        stacks = ofOwner;
    }

    /** The owner has ended. */
    synchronized void handOn() {
        stacks.release();
        stacks = KnownStacks.NONE;
    }

    /** The address of the {@link CounterRecord} of {@code library}, made if need be. */
    long library(int library) {
        long[] known = libraries;
        return library < known.length && known[library] != NONE ? known[library] : addLibrary(library);
    }

    /** The address of the {@link SiteRecord} of {@code site}, made if need be. */
    long site(int site) {
        long[] known = siteChunks;
        int chunk = SiteRecord.chunk(site);
        long address = chunk < known.length && known[chunk] != NONE ? known[chunk] : addSiteChunk(chunk);
        return address + SiteRecord.offset(site);
    }

    void add(long counter, long amount) {
        add(isShared(), counter, amount);
    }

    /** Plain where the page is owned: the compiler may delay such a store, but not past the return to native code. */
    static void add(boolean shared, long counter, long amount) {
        if (shared) {
            Memory.getAndAddLong(counter, amount);
        } else {
            Memory.setLong(counter, Memory.getLong(counter) + amount);
        }
    }

    /** What this page counted for the library, 0 where it never met it. */
    long libraryCount(int library, long counter) {
        long[] known = libraries;
        return library < known.length && known[library] != NONE ? Memory.getLongAcquire(known[library] + counter) : 0;
    }

    /** What this page counted for the site, 0 where it never met it. */
    long siteCount(int site, long counter) {
        long[] known = siteChunks;
        int chunk = SiteRecord.chunk(site);
        return chunk < known.length && known[chunk] != NONE
                ? Memory.getLongAcquire(known[chunk] + SiteRecord.offset(site) + counter)
                : 0;
    }

    /** Adds what this page counted for each of the sites. */
    void addSiteCounts(int[] sites, long counter, long[] sums) {
        for (int i = 0; i < sites.length; i++) {
            sums[i] += siteCount(sites[i], counter);
        }
    }

    private synchronized long addLibrary(int library) {
        libraries = withRecord(libraries, library, CounterRecord.BYTES);
        return libraries[library];
    }

    private synchronized long addSiteChunk(int chunk) {
        siteChunks = withRecord(siteChunks, chunk, SiteRecord.CHUNK_BYTES);
        return siteChunks[chunk];
    }

    /** A copy, since readers use the old array meanwhile. */
    private long[] withRecord(long[] records, int index, long size) {
        long[] grown = Arrays.copyOf(records, Math.max(index + 1, records.length));
        if (grown[index] == NONE) {
            grown[index] = allocate(size);
        }
        return grown;
    }

    private long allocate(long size) {
        long address = Libc.calloc(1, size);
        if (address == 0) {
            throw new OutOfMemoryError("no native memory for counters, bytes=" + size);
        }
        bytes.addAndGet(size);
        return address;
    }
}
