package dev.headcount.metrics;

import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Verdict;
import dev.headcount.watch.Findings;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How many sites have one verdict. Those that the user expects to leak are not among the leaking ones.
 *
 * @param key the verdict's, or {@code expected}
 */
record VerdictCount(String key, Predicate<SiteVerdict> counts) {

    /** One for each verdict, and one for the expected sites: a site counts once. */
    static final List<VerdictCount> ALL = Stream.concat(
                    Arrays.stream(Verdict.values()).map(VerdictCount::of),
                    Stream.of(new VerdictCount("expected", SiteVerdict::expected)))
            .toList();

    private static VerdictCount of(Verdict verdict) {
        return new VerdictCount(verdict.key(), site -> !site.expected() && site.verdict() == verdict);
    }

    /** How many of a library's. */
    long of(String library, Findings findings) {
        return findings.diagnosis().sites().stream()
                .filter(site -> site.site().site().library().equals(library))
                .filter(counts)
                .count();
    }
}
