package dev.headcount.leak;

/** When an application has settled: its caches are warm, its pools open, and what it takes from then on is what it takes. */
public final class SteadyState {

    /** Looks without a new site, one a second: an application that still meets code for the first time has not settled. */
    public static final int QUIET_LOOKS = 30;

    private SteadyState() {}

    /**
     * Whether it has settled.
     *
     * @param looksSinceNewSite how often it was looked at since a site held blocks that never had before
     */
    public static boolean isReached(Diagnosis diagnosis, int looksSinceNewSite) {
        return looksSinceNewSite >= QUIET_LOOKS
                && !diagnosis.sites().isEmpty()
                && diagnosis.sites().stream().noneMatch(site -> site.verdict() == Verdict.WARMING_UP);
    }
}
