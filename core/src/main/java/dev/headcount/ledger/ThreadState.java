package dev.headcount.ledger;

import dev.headcount.memory.Memory;
import dev.headcount.site.CallContext;
import dev.headcount.site.KnownStacks;
import dev.headcount.site.RecentPaths;
import java.util.Arrays;

/** All that the ledger keeps for one thread, found with one thread-local look-up per event. */
final class ThreadState {

    final CounterPage page;

    /** Those of the page, at hand; null where it is shared. */
    YoungBlocks young;

    private KnownStacks knownStacks = KnownStacks.NONE;
    private boolean hasKnownStacks;

    private final SiteCounters counters;
    final CallContext context = new CallContext();
    final RecentPaths recentPaths = new RecentPaths();
    final Foresight foresight = new Foresight();

    /** The block of the event at hand. */
    final BlockFacts block = new BlockFacts();

    final Reallocations reallocations = new Reallocations();

    /** For each library the site of this thread outside every downcall, where it does not depend on the stack. */
    private int[] outsideSites = {};

    ThreadState(CounterPage page) {
        this.page = page;
        this.young = page.young();
        this.counters = new SiteCounters(page);
    }

    /** Whether it was decided which stacks need no walk, see {@link #know}. */
    boolean hasKnownStacks() {
        return hasKnownStacks;
    }

    KnownStacks knownStacks() {
        return knownStacks;
    }

    void know(KnownStacks stacks) {
        knownStacks = stacks;
        hasKnownStacks = true;
        if (!page.isShared()) {
            page.keep(stacks);
        }
    }

    /** The counters of the site, until the next call. */
    SiteCounters counters(Ledger ledger, int site) {
        if (counters.site() != site) {
            counters.moveTo(site, ledger.ownerOf(site));
        }
        return counters;
    }

    /** How many blocks this thread has allocated at the site, in native code or through Java. */
    long allocations(int site) {
        long inJava = page.siteCount(site, SiteRecord.ALLOCATIONS);
        long told = context.told();
        return told == 0 ? inJava : inJava + Memory.getLong(told + ThreadPage.site(site) + SiteRecord.ALLOCATIONS);
    }

    int outsideSite(int library) {
        return library < outsideSites.length ? outsideSites[library] : CallContext.NO_SITE;
    }

    void rememberOutside(int library, int site) {
        if (library >= outsideSites.length) {
            outsideSites = Arrays.copyOf(outsideSites, library + 1);
        }
        outsideSites[library] = site;
    }
}
