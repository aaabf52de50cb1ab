package dev.headcount.leak;

import java.util.List;
import java.util.Optional;

/**
 * The verdicts of one moment.
 *
 * @param uptimeSeconds when, in seconds since counting began
 * @param sites every site that holds blocks or has a verdict, the worst first: by verdict, then by growth, then by live bytes;
 *     expected ones last
 */
public record Diagnosis(long uptimeSeconds, List<SiteVerdict> sites) {

    /** Nothing was looked at. */
    public static final Diagnosis NONE = new Diagnosis(0, List.of());

    public Diagnosis {
        sites = List.copyOf(sites);
    }

    /** The verdict on the site with the id. */
    public Optional<SiteVerdict> site(int id) {
        return sites.stream().filter(site -> site.site().site().id() == id).findFirst();
    }
}
