package dev.headcount.report;

import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.SiteRanking;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of the text report on live sites: one line of figures for each, its call path below. */
final class SiteSection {

    private static final int FRAMES = 16; // the innermost say who it was; below them is mostly the framework

    private final Page page;
    private final BlockAges ages;
    private final Map<Integer, SiteVerdict> verdicts;

    SiteSection(Page page, BlockAges ages, Diagnosis diagnosis) {
        this.page = page;
        this.ages = ages;
        this.verdicts = diagnosis.byId();
    }

    void write(LedgerSnapshot snapshot, int count) {
        SiteRanking ranking = SiteRanking.live(snapshot);
        SiteRanking.Sum all = ranking.remainder(0);
        page.heading("Who holds it: the live sites, largest first");
        if (all.sites() == 0) {
            page.line("  ", "none: there is no live block");
            return;
        }
        page.sentences(
                "  ",
                "A site is a function of a library and the Java calls that led to it, innermost first, or a native"
                        + " thread. " + Units.count(all.sites(), "site holds", "sites hold") + " live blocks.");
        List<SiteSnapshot> largest = ranking.top(count);
        Iterator<String> lines = table(largest, all.liveBytes()).lines().iterator();
        page.blank();
        page.line("  ", lines.next());
        for (SiteSnapshot site : largest) {
            page.line("  ", lines.next());
            callPath(page, site.site().stack());
        }
        SiteRanking.Sum rest = ranking.remainder(count);
        if (rest.sites() > 0) {
            page.line(
                    "  ",
                    "and " + Units.count(rest.sites(), "smaller site", "smaller sites") + " with "
                            + Units.bytesExactly(rest.liveBytes()) + " in "
                            + Units.count(rest.liveBlocks(), "block", "blocks") + ", "
                            + Units.share(rest.liveBytes(), all.liveBytes()));
        }
    }

    private Table table(List<SiteSnapshot> sites, long allBytes) {
        boolean aged = sites.stream().anyMatch(site -> oldest(site) != null);
        Table table = new Table("lrrrrrll");
        table.row(
                "site",
                "share",
                "live",
                "live bytes",
                "blocks",
                aged ? "oldest" : "",
                verdicts.isEmpty() ? "" : "verdict",
                "function");
        for (SiteSnapshot site : sites) {
            table.row(
                    "#" + site.site().id(),
                    Units.share(site.liveBytes(), allBytes),
                    Units.bytes(site.liveBytes()),
                    Units.count(site.liveBytes()),
                    Units.count(site.liveBlocks()),
                    aged ? age(site) : "",
                    verdict(site.site().id()),
                    where(site.site()));
        }
        return table;
    }

    private String age(SiteSnapshot site) {
        Long oldest = oldest(site);
        return oldest == null ? "-" : Units.duration(oldest);
    }

    /** In seconds; null where no births are known. */
    private Long oldest(SiteSnapshot site) {
        return ages.oldestSeconds().get(site.site().id());
    }

    private String verdict(int site) {
        SiteVerdict verdict = verdicts.get(site);
        return verdict == null ? "" : verdict.verdict().words();
    }

    static String where(Site site) {
        String thread = site.thread() == null ? null : "native thread " + site.thread();
        String where =
                Stream.of(site.function(), thread).filter(Objects::nonNull).collect(Collectors.joining(" on "));
        return site.library() + ": " + (where.isEmpty() ? "no function seen" : where);
    }

    static void callPath(Page page, List<StackTraceElement> frames) {
        frames.stream().limit(FRAMES).forEach(frame -> page.lineEnd("        ", frame.toString()));
        if (frames.size() > FRAMES) {
            page.line("        ", "... " + Units.count(frames.size() - FRAMES, "more call", "more calls"));
        }
        page.blank();
    }
}
