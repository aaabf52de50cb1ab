package dev.headcount.jmx;

import dev.headcount.leak.SiteVerdict;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import java.util.List;
import java.util.Optional;

/**
 * The figures of one site and the verdict on it, as JMX shows them.
 *
 * @param id the site's number, which never changes while the JVM lives
 * @param function the API function that was entered, or null
 * @param thread the name of the native thread, or null on a Java thread
 * @param caller who called, in one line
 * @param stack the Java call path, innermost frame first, each as a stack trace shows it
 * @param verdict {@code leaking} for instance; null where none was worked out
 * @param bytesPerHour how fast it grows
 * @param evidence why, in one sentence, or null
 * @param suspect the line of code to look at first, or null where there is nothing to suspect
 * @param expected whether the user said that this is to be expected
 */
public record SiteData(
        int id,
        String library,
        String function,
        String thread,
        String caller,
        List<String> stack,
        long allocations,
        long liveBlocks,
        long allocatedBytes,
        long liveBytes,
        String verdict,
        double bytesPerHour,
        String evidence,
        String suspect,
        boolean expected) {

    public static SiteData of(SiteSnapshot snapshot, Optional<SiteVerdict> verdict) {
        Site site = snapshot.site();
        return new SiteData(
                site.id(),
                site.library(),
                site.function(),
                site.thread(),
                site.describe(),
                stack(site),
                snapshot.allocations(),
                snapshot.liveBlocks(),
                snapshot.allocatedBytes(),
                snapshot.liveBytes(),
                verdict.map(it -> it.verdict().key()).orElse(null),
                verdict.map(SiteVerdict::bytesPerHour).orElse(0.0),
                verdict.map(SiteVerdict::evidence).orElse(null),
                verdict.flatMap(SiteVerdict::suspect)
                        .map(StackTraceElement::toString)
                        .orElse(null),
                verdict.map(SiteVerdict::expected).orElse(false));
    }

    static List<String> stack(Site site) {
        return site.stack().stream().map(StackTraceElement::toString).toList();
    }
}
