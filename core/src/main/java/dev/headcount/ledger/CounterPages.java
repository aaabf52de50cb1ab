package dev.headcount.ledger;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All {@linkplain CounterPage pages}. The page of a thread that ended stays counted and is handed to the next new thread,
 * which goes on adding to it, as does a thread that comes back: there are never more pages than threads lived at once.
 *
 * <p>A thread pays for looking through the pages once, when it meets the ledger for the first time.
 */
final class CounterPages {

    private static final int SHARED_PAGES = Math.max(4, Runtime.getRuntime().availableProcessors());

    private final AtomicLong bytes = new AtomicLong();
    private final CounterPage[] shared = new CounterPage[SHARED_PAGES];
    private final List<WeakReference<Thread>> owners = new ArrayList<>();
    private volatile CounterPage[] owned = {};
    private volatile NativeLedger natives;

    CounterPages() {
        for (int i = 0; i < shared.length; i++) {
            shared[i] = CounterPage.shared(bytes);
        }
    }

    /** Adds what native code counts to every sum. */
    void include(NativeLedger ledger) {
        natives = ledger;
    }

    /** Never fails: who calls is about to enter a library, and knows nothing of us. */
    CounterPage pageFor(Thread thread) {
        if (!thread.isVirtual()) {
            try {
                return ownPage(thread);
            } catch (OutOfMemoryError e) {
                // Then it shares one.
            }
        }
        return shared[Math.floorMod(thread.threadId(), shared.length)];
    }

    private synchronized CounterPage ownPage(Thread thread) {
        CounterPage free = owned(thread);
        for (int i = 0; free == null && i < owners.size(); i++) {
            if (hasEnded(owners.get(i).get())) {
                owners.set(i, new WeakReference<>(thread));
                free = owned[i];
            }
        }
        if (free != null) {
            free.handOn();
            return free;
        }
        CounterPage added = CounterPage.owned(owned.length, bytes);
        CounterPage[] all = Arrays.copyOf(owned, owned.length + 1);
        all[owned.length] = added;
        owners.add(new WeakReference<>(thread));
        owned = all;
        return added;
    }

    /**
     * The page that the thread had before, null where it had none: what a worker of the common pool keeps is taken from it
     * whenever it has nothing to do.
     */
    private CounterPage owned(Thread thread) {
        for (int i = 0; i < owners.size(); i++) {
            if (owners.get(i).get() == thread) {
                return owned[i];
            }
        }
        return null;
    }

    private static boolean hasEnded(Thread thread) {
        return thread == null || !thread.isAlive();
    }

    /** The pages that belong to one thread each; the array is the caller's to read only. */
    CounterPage[] owned() {
        return owned;
    }

    /** The page with this number; null where there is none. */
    CounterPage numbered(int number) {
        CounterPage[] all = owned;
        return number < all.length ? all[number] : null;
    }

    /** The sum of one {@link CounterRecord} field over all pages, those of native code included. */
    long library(int library, long counter) {
        long sum = 0;
        for (CounterPage page : owned) {
            sum += page.libraryCount(library, counter);
        }
        for (CounterPage page : shared) {
            sum += page.libraryCount(library, counter);
        }
        NativeLedger further = natives;
        return further == null ? sum : sum + further.library(library, counter);
    }

    /** The largest value of one {@link CounterRecord} field on any page. */
    long libraryMaximum(int library, long counter) {
        long maximum = 0;
        for (CounterPage page : owned) {
            maximum = Math.max(maximum, page.libraryCount(library, counter));
        }
        return maximum;
    }

    /**
     * The sums of one {@link SiteRecord} field over all pages, those of native code included, for each of these sites. Page by
     * page, since the records of a page lie side by side: with very many sites that is several times faster than site by site.
     */
    long[] sites(int[] sites, long counter) {
        long[] sums = new long[sites.length];
        for (CounterPage page : owned) {
            page.addSiteCounts(sites, counter, sums);
        }
        for (CounterPage page : shared) {
            page.addSiteCounts(sites, counter, sums);
        }
        NativeLedger further = natives;
        if (further != null) {
            further.addSiteCounts(sites, counter, sums);
        }
        return sums;
    }

    /** Pages there are, shared ones included. */
    int count() {
        return owned.length + shared.length;
    }

    /** Bytes of native memory that all pages take. */
    long bytes() {
        return bytes.get();
    }
}
