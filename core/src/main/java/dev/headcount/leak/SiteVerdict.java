package dev.headcount.leak;

import dev.headcount.ledger.SiteSnapshot;
import java.util.Optional;

/**
 * The verdict on one site.
 *
 * @param bytesPerHour how fast it grows, in bytes an hour; negative where it shrinks, 0 where nothing can be said
 * @param evidence why, in one sentence that begins with the verdict
 * @param suspect the line of code to look at first; empty where the site is not {@linkplain Verdict#isAccusation() accused},
 *     or has no call path
 * @param expected whether the user said that this is to be expected
 */
public record SiteVerdict(
        SiteSnapshot site,
        Verdict verdict,
        double bytesPerHour,
        String evidence,
        Optional<StackTraceElement> suspect,
        boolean expected) {

    /** Where there is no suspect. */
    public SiteVerdict(SiteSnapshot site, Verdict verdict, double bytesPerHour, String evidence, boolean expected) {
        this(site, verdict, bytesPerHour, evidence, Optional.empty(), expected);
    }
}
