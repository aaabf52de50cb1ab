package dev.headcount.junit;

import dev.headcount.leak.SiteGrowth;
import dev.headcount.site.Site;
import java.util.List;
import java.util.Locale;

/**
 * What sites still hold, in the message of a test that fails: a line of exact figures for each site, and its call path below as
 * a stack trace has it, which an IDE turns into links. The report on growth has tables instead, with headings and a moment, which
 * say nothing in a test's message.
 */
final class LeakText {

    private static final int FRAMES = 16; // the innermost say who it was; below them is mostly the framework

    private LeakText() {}

    /**
     * One paragraph a site, in the order in which they come.
     *
     * @param most the most sites to show; the others are summed up in one line
     */
    static String of(List<SiteGrowth> sites, int most) {
        StringBuilder text = new StringBuilder();
        sites.stream().limit(most).forEach(site -> append(text, site));
        List<SiteGrowth> others = sites.subList(Math.min(most, sites.size()), sites.size());
        if (!others.isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  and %,d more %s: %s%n",
                    others.size(),
                    others.size() == 1 ? "site" : "sites",
                    figures(
                            others.stream().mapToLong(SiteGrowth::liveBlocks).sum(),
                            others.stream().mapToLong(SiteGrowth::liveBytes).sum())));
        }
        return text.toString();
    }

    /** {@code 17 blocks, 2,312 bytes}. */
    static String figures(long blocks, long bytes) {
        return String.format(
                Locale.ROOT,
                "%,d %s, %,d %s",
                blocks,
                blocks == 1 ? "block" : "blocks",
                bytes,
                bytes == 1 ? "byte" : "bytes");
    }

    private static void append(StringBuilder text, SiteGrowth growth) {
        Site site = growth.site();
        text.append("  ").append(figures(growth.liveBlocks(), growth.liveBytes()));
        text.append(" of ")
                .append(site.library())
                .append(": ")
                .append(where(site))
                .append('\n');
        List<StackTraceElement> stack = site.stack();
        stack.stream()
                .limit(FRAMES)
                .forEach(frame -> text.append("      at ").append(frame).append('\n'));
        if (stack.size() > FRAMES) {
            text.append("      ... ").append(stack.size() - FRAMES).append(" more\n");
        }
    }

    private static String where(Site site) {
        String function = site.function() == null ? "a call that was not seen" : site.function();
        return site.thread() == null ? function : function + ", on the native thread " + site.thread();
    }
}
