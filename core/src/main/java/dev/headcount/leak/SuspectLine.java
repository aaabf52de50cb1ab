package dev.headcount.leak;

import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The line of code to look at first: where a site's call path leaves those of sites that give back what they take.
 *
 * <p>The innermost frames of a path are wrappers, a binding and a data access class say, which good callers share with bad
 * ones. The first frame that no good caller has is the one that tells them apart.
 */
public final class SuspectLine {

    private SuspectLine() {}

    /**
     * The suspect of a site; empty where it has no call path.
     *
     * @param innocents sites that are as they should be; only those of the same function of the same library count
     */
    public static Optional<StackTraceElement> of(Site site, List<SiteSnapshot> innocents) {
        List<StackTraceElement> stack = site.stack();
        int shared = 0;
        for (SiteSnapshot innocent : innocents) {
            Site other = innocent.site();
            if (other.id() != site.id()
                    && other.library().equals(site.library())
                    && Objects.equals(other.function(), site.function())) {
                shared = Math.max(shared, shared(stack, other.stack()));
            }
        }
        // One that shares the whole path says nothing about it.
        return shared > 0 && shared < stack.size() ? Optional.of(stack.get(shared)) : site.caller();
    }

    /** How many of the innermost frames are the same. */
    private static int shared(List<StackTraceElement> one, List<StackTraceElement> other) {
        int most = Math.min(one.size(), other.size());
        for (int frame = 0; frame < most; frame++) {
            if (!one.get(frame).equals(other.get(frame))) {
                return frame;
            }
        }
        return most;
    }
}
