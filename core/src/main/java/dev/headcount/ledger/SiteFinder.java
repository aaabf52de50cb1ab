package dev.headcount.ledger;

import dev.headcount.memory.Libc;
import dev.headcount.site.CallContext;
import dev.headcount.site.CallPath;
import dev.headcount.site.CallPathWalk;
import dev.headcount.site.RecentPaths;
import dev.headcount.site.SiteTable;
import dev.headcount.site.StackRecognition;

/**
 * Finds the site of the event at hand.
 *
 * <p>Inside a downcall that we know: one walk, at the first allocation; then the thread's {@link CallContext} has the
 * answer. Outside of one, a native thread is known by its name after one walk that finds no Java frame; only a Java thread
 * that reached the library past our handles pays for a walk at every allocation.
 */
final class SiteFinder {

    private final SiteTable sites;
    private final CallPathWalk walk;
    private final boolean stacks;
    private volatile StackRecognition recognition;

    SiteFinder(SiteTable sites, CallPathWalk walk, boolean stacks) {
        this.sites = sites;
        this.walk = walk;
        this.stacks = stacks;
    }

    /** The site to charge for a block that {@code library} allocates now. */
    int allocating(ThreadState thread, int library) {
        int site = thread.context.site(library);
        return site != CallContext.NO_SITE ? site : find(thread, library);
    }

    private int find(ThreadState thread, int library) {
        if (thread.context.inCall()) {
            return inside(thread, library);
        }
        int site = thread.outsideSite(library);
        if (site == CallContext.NO_SITE) {
            return outside(thread, library);
        }
        thread.context.remember(library, site);
        return site;
    }

    /** From now on stacks are walked only where they are not known again. */
    void recognize(StackRecognition recognized) {
        recognition = recognized;
    }

    /** What recognition takes. */
    long bytes() {
        StackRecognition recognized = recognition;
        return recognized == null ? 0 : recognized.bytes();
    }

    /** The site of a downcall that is about to begin, in which the library is expected to allocate. */
    int foresee(ThreadState thread, int function, int library) {
        if (!stacks) {
            return ofFunction(thread.foresight, library, function);
        }
        int known = thread.knownStacks().site(library, function);
        return known != CallContext.NO_SITE ? known : foreseeByWalk(thread, function, library);
    }

    private int foreseeByWalk(ThreadState thread, int function, int library) {
        int site = ofPath(thread.recentPaths, library, function, walk.walk());
        if (thread.hasKnownStacks()) {
            thread.knownStacks().learn(library, function, site);
        } else if (recognition != null) {
            thread.know(recognition.ofThisThread());
        }
        return site;
    }

    private int ofFunction(Foresight foresight, int library, int function) {
        int known = foresight.site(function);
        if (known != CallContext.NO_SITE) {
            return known;
        }
        int site = sites.of(library, function);
        foresight.remember(function, site);
        return site;
    }

    /** Learns from a downcall that is about to be left. */
    void leaving(ThreadState thread) {
        CallContext context = thread.context;
        int library = context.allocatingLibrary();
        long foreseen = context.foreseen();
        boolean inVain = foreseen != CallContext.NOT_FORESEEN && foreseen == thread.allocations(context.site());
        if (library == 0 || inVain) {
            thread.foresight.allocatedNothing(context.function());
        } else {
            thread.foresight.allocated(context.function(), library - 1);
        }
    }

    private int inside(ThreadState thread, int library) {
        CallContext context = thread.context;
        int function = context.function();
        int site = stacks ? ofPath(thread.recentPaths, library, function, walk.walk()) : sites.of(library, function);
        context.remember(library, site);
        return site;
    }

    private int ofPath(RecentPaths recent, int library, int function, CallPath path) {
        int known = recent.site(library, function, path);
        if (known != CallContext.NO_SITE) {
            return known;
        }
        int site = sites.of(library, function, path);
        recent.keep(library, function, path, site);
        return site;
    }

    private int outside(ThreadState thread, int library) {
        CallPath path = walk.walk();
        int site;
        if (path.isEmpty()) {
            site = sites.ofThread(library, Libc.threadName());
        } else if (stacks) {
            return sites.of(library, SiteTable.NO_FUNCTION, path);
        } else {
            site = sites.of(library, SiteTable.NO_FUNCTION);
        }
        thread.rememberOutside(library, site);
        return site;
    }
}
