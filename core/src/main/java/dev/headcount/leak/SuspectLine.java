package dev.headcount.leak;

import dev.headcount.site.Site;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The line of code to look at first: where a site's call path leaves those of sites that give back what they take.
 *
 * <p>The innermost frames of a path are wrappers, a binding and a data access class say, which good callers share with bad
 * ones. The first frame that no good caller has is the one that tells them apart; where that is the JDK's, a stream's or an
 * executor's say, it is the application's next one.
 *
 * <p>The paths of the accused, who are few, are laid out as a tree with the innermost frames at its root. Each innocent then
 * goes down it as far as its own path does, so that it is not compared with every one of them; beyond the first
 * {@value #MOST_INNOCENTS} of a function no more do.
 */
final class SuspectLine {

    private static final int MOST_INNOCENTS = 10_000; // of one function: who shares the wrappers is known long before

    /** Who can be compared: paths to other functions say nothing. */
    private record Entered(String library, String function) {
        static Entered by(Site site) {
            return new Entered(site.library(), site.function());
        }
    }

    /** The end of a piece of path, and how many innocents have it too. */
    private static final class Step {
        private final Map<StackTraceElement, Step> callers = HashMap.newHashMap(1);
        private int innocents;
    }

    private final Map<Entered, Step> paths = new HashMap<>();

    private SuspectLine() {}

    /**
     * The suspects by the ids of the accused; one without a call path has none.
     *
     * @param innocents sites that are as they should be, none of the accused among them; only those of the same function of
     *     the same library count
     */
    static Map<Integer, StackTraceElement> of(Collection<Site> accused, Collection<Site> innocents) {
        if (accused.isEmpty()) {
            return Map.of();
        }
        SuspectLine lines = new SuspectLine();
        accused.forEach(lines::accuse);
        innocents.forEach(lines::acquit);
        Map<Integer, StackTraceElement> suspects = new HashMap<>();
        accused.forEach(site -> lines.suspect(site).ifPresent(suspect -> suspects.put(site.id(), suspect)));
        return suspects;
    }

    private void accuse(Site site) {
        Step step = paths.computeIfAbsent(Entered.by(site), _ -> new Step());
        for (StackTraceElement frame : site.stack()) {
            step = step.callers.computeIfAbsent(frame, _ -> new Step());
        }
    }

    private void acquit(Site site) {
        Step step = paths.get(Entered.by(site));
        if (step == null || step.innocents == MOST_INNOCENTS) {
            return;
        }
        step.innocents++;
        for (StackTraceElement frame : site.stack()) {
            step = step.callers.get(frame);
            if (step == null) {
                return;
            }
            step.innocents++;
        }
    }

    private Optional<StackTraceElement> suspect(Site site) {
        List<StackTraceElement> stack = site.stack();
        Step step = paths.get(Entered.by(site));
        int shared = 0;
        for (StackTraceElement frame : stack) {
            step = step.callers.get(frame);
            if (step.innocents == 0) {
                break;
            }
            shared++;
        }
        // One that shares the whole path says nothing about it.
        return site.callerBeyond(shared).or(site::caller);
    }
}
