package dev.headcount.site;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The call paths that one thread walked last, with their sites: a request handler comes the same ways again and again, and a
 * path that is {@linkplain CallPath#isSameAs known to be the same} needs no look-up. Weak, since a path names classes, whose
 * loaders must not live on because of us.
 */
public final class RecentPaths {

    private static final int KEPT = 4;

    private final List<Entry> entries = new ArrayList<>(KEPT);
    private int oldest;

    private record Entry(int library, int function, int site, WeakReference<CallPath> path) {}

    /** The site that the path had the last time; {@link CallContext#NO_SITE} where that is too long ago. */
    public int site(int library, int function, CallPath path) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.function == function && entry.library == library) {
                CallPath known = entry.path.get();
                if (known != null && path.isSameAs(known)) {
                    return entry.site;
                }
            }
        }
        return CallContext.NO_SITE;
    }

    /** Remembers the site of the path, in the place of the oldest one. */
    public void keep(int library, int function, CallPath path, int site) {
        Entry entry = new Entry(library, function, site, new WeakReference<>(path));
        if (entries.size() < KEPT) {
            entries.add(entry);
        } else {
            entries.set(oldest, entry);
            oldest = (oldest + 1) % KEPT;
        }
    }
}
