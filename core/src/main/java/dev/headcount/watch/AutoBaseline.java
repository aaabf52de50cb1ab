package dev.headcount.watch;

import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.SteadyState;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Takes a baseline once, by itself, at the first look at which it is due; not where somebody else took one before. On the
 * watch's thread alone.
 */
public final class AutoBaseline implements Consumer<Look> {

    private final Runnable taking;
    private final Predicate<Look> due;
    private boolean done;

    private AutoBaseline(Runnable taking, Predicate<Look> due) {
        this.taking = taking;
        this.due = due;
    }

    /**
     * For when the application has settled.
     *
     * @param taking takes the baseline
     */
    public static AutoBaseline whenSteady(Runnable taking) {
        return new AutoBaseline(taking, new Settling());
    }

    /**
     * For so many seconds after counting began.
     *
     * @param taking takes the baseline
     */
    public static AutoBaseline after(long seconds, Runnable taking) {
        return new AutoBaseline(taking, look -> look.snapshot().uptimeSeconds() >= seconds);
    }

    @Override
    public void accept(Look look) {
        if (done) {
            return;
        }
        boolean somebodyElses = look.findings().baseline().isPresent();
        if (!somebodyElses && due.test(look)) {
            taking.run();
            done = true;
        }
        done |= somebodyElses;
    }

    /** Whether the application has settled, from look to look. */
    private static final class Settling implements Predicate<Look> {

        private final Set<Integer> seen = new HashSet<>();
        private int looksSinceNewSite;

        @Override
        public boolean test(Look look) {
            int before = seen.size();
            for (SiteVerdict verdict : look.findings().diagnosis().sites()) {
                seen.add(verdict.site().site().id());
            }
            looksSinceNewSite = seen.size() == before ? looksSinceNewSite + 1 : 0;
            return SteadyState.isReached(look.findings().diagnosis(), looksSinceNewSite);
        }
    }
}
