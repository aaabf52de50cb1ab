package dev.headcount.junit;

import dev.headcount.leak.SiteGrowth;
import dev.headcount.site.Site;
import java.util.List;

/**
 * The blocks that were left.
 *
 * @param sites those with more live blocks than before that also allocated meanwhile, the most bytes first; a site that only
 *     took over blocks by reallocating them did not leak them
 */
record Leaks(List<SiteGrowth> sites) {

    private static final int SHOWN = 10;

    static Leaks of(List<SiteGrowth> growth, Rules rules) {
        return new Leaks(growth.stream()
                .filter(site -> rules.counts(site.site().library()))
                .filter(site -> site.liveBlocks() > 0 && site.allocations() > 0)
                .map(Leaks::withoutJUnit)
                .toList());
    }

    /** The frames below the test are the same for all of them. */
    private static SiteGrowth withoutJUnit(SiteGrowth growth) {
        Site site = growth.site();
        List<StackTraceElement> stack =
                site.stack().stream().takeWhile(frame -> !isBelowTest(frame)).toList();
        return new SiteGrowth(
                new Site(site.id(), site.library(), site.function(), site.thread(), stack),
                growth.liveBlocks(),
                growth.liveBytes(),
                growth.allocations(),
                growth.allocatedBytes());
    }

    private static boolean isBelowTest(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("jdk.internal.reflect.") || name.startsWith("org.junit.");
    }

    boolean exceed(Rules rules) {
        return blocks() > rules.blocks() || bytes() > rules.bytes();
    }

    private long blocks() {
        return sites.stream().mapToLong(SiteGrowth::liveBlocks).sum();
    }

    private long bytes() {
        return sites.stream().mapToLong(site -> Math.max(0, site.liveBytes())).sum();
    }

    /** @param who what left them, {@code test} for instance */
    String describe(String who, Rules rules) {
        StringBuilder text = new StringBuilder("native memory that was allocated in this ");
        text.append(who).append(" is still live at its end: ").append(LeakText.figures(blocks(), bytes()));
        if (rules.blocks() > 0 && rules.blocks() < Long.MAX_VALUE) {
            text.append(", blocks tolerated: ").append(rules.blocks());
        }
        if (rules.bytes() < Long.MAX_VALUE) {
            text.append(", bytes tolerated: ").append(rules.bytes());
        }
        text.append('\n').append(LeakText.of(sites, SHOWN));
        if (rules.warmUp() == 0) {
            text.append(
                    "If the library keeps this from its first use on, @NoNativeLeaks(warmUp = 1) does not count it.");
        }
        return text.toString().stripTrailing();
    }
}
