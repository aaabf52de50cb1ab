package dev.headcount.leak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The verdicts of one moment.
 *
 * @param uptimeSeconds when, in seconds since counting began
 * @param sites every site that holds blocks or has a verdict, the worst first: by verdict, then by growth, then by live bytes;
 *     expected ones last
 * @param expectations what the user expects, and how many sites ever were like that
 */
public record Diagnosis(long uptimeSeconds, List<SiteVerdict> sites, List<Expectations.Matched> expectations) {

    /** Nothing was looked at. */
    public static final Diagnosis NONE = new Diagnosis(0, List.of());

    private static final int FEW = 20;

    public Diagnosis {
        sites = List.copyOf(sites);
        expectations = List.copyOf(expectations);
    }

    /** Where nothing is expected. */
    public Diagnosis(long uptimeSeconds, List<SiteVerdict> sites) {
        this(uptimeSeconds, sites, List.of());
    }

    /** The verdict on the site with the id. */
    public Optional<SiteVerdict> site(int id) {
        return sites.stream().filter(site -> site.site().site().id() == id).findFirst();
    }

    /** The verdicts by the ids of their sites. */
    public Map<Integer, SiteVerdict> byId() {
        Map<Integer, SiteVerdict> byId = HashMap.newHashMap(sites.size());
        sites.forEach(site -> byId.put(site.site().site().id(), site));
        return byId;
    }

    /**
     * Whether the steady state has begun: sites are watched for long enough, and those that are not, or that still fill, hold
     * less than a twentieth of all live bytes. Leaks and growth do not end it: they are what to look for in it.
     */
    public boolean isSettled() {
        long all = 0;
        long unsettled = 0;
        boolean watched = false;
        for (SiteVerdict site : sites) {
            boolean settled = site.verdict() != Verdict.WARMING_UP && site.verdict() != Verdict.FILLING;
            watched |= settled;
            all += site.site().liveBytes();
            unsettled += settled ? 0 : site.site().liveBytes();
        }
        return watched && unsettled <= all / FEW;
    }
}
