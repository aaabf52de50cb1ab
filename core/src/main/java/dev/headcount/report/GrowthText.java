package dev.headcount.report;

import dev.headcount.leak.SiteGrowth;
import dev.headcount.leak.Verdict;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What changed, for people: libraries, and the sites that hold more, the largest growth first. */
final class GrowthText {

    private final Page page = new Page();
    private final GrowthReport report;

    private GrowthText(GrowthReport report) {
        this.report = report;
    }

    /** @param sites how many of those that grew to list, the largest first */
    static String of(GrowthReport report, int sites) {
        GrowthText text = new GrowthText(report);
        text.head();
        text.libraries();
        text.grown(sites);
        return text.page.toString();
    }

    private void head() {
        page.line("", "Headcount: what changed in the native memory that libraries hold");
        long seconds = report.seconds();
        page.line(
                "",
                "from " + TextReport.MOMENT.format(report.earlier().takenAt()) + " to "
                        + TextReport.MOMENT.format(report.later().takenAt())
                        + (seconds < 0 ? "" : ", " + Units.duration(seconds)));
        if (!report.notes().isEmpty()) {
            page.heading("Please note");
            report.notes().forEach(note -> page.sentences(TextReport.BULLET, note));
        }
    }

    private void libraries() {
        page.heading("Libraries");
        List<SiteGrowth> sites = report.growth().sites();
        if (sites.isEmpty()) {
            page.line("  ", "none changed");
            return;
        }
        page.line(
                "  ",
                "Growth is what was asked for since then and not given back; where more was given back, it is"
                        + " negative.");
        page.blank();
        Table table = new Table("lrrrrr");
        table.row("library", "growth", "bytes", "blocks", "allocations", "allocated");
        Map<String, GrowthSum> libraries = GrowthSum.byLibrary(sites);
        libraries.forEach((library, sum) -> row(table, library, sum));
        if (libraries.size() > 1) {
            row(table, "all", GrowthSum.of(sites));
        }
        table.lines().forEach(line -> page.line("  ", line));
    }

    private static void row(Table table, String name, GrowthSum sum) {
        table.row(
                name,
                Units.bytesChange(sum.liveBytes()),
                Units.change(sum.liveBytes()),
                Units.change(sum.liveBlocks()),
                Units.change(sum.allocations()),
                Units.bytesChange(sum.allocatedBytes()));
    }

    private void grown(int count) {
        page.heading("Who holds more: the sites, largest growth first");
        List<SiteGrowth> grown = report.growth().sites().stream()
                .filter(site -> site.liveBytes() > 0 || site.liveBlocks() > 0)
                .toList();
        if (grown.isEmpty()) {
            page.line("  ", "none: no site holds more than before");
        } else {
            table(grown.subList(0, Math.min(count, grown.size())));
        }
        rest(grown.subList(Math.min(count, grown.size()), grown.size()), "more site that grew", "more sites that grew");
        List<SiteGrowth> others = report.growth().sites().stream()
                .filter(site -> site.liveBytes() <= 0 && site.liveBlocks() <= 0)
                .toList();
        rest(others, "site that did not grow", "sites that did not grow");
    }

    private void table(List<SiteGrowth> sites) {
        page.blank();
        Table table = isJudged() ? new Table("lrrrrll") : new Table("lrrrrl");
        row(table, "site", "growth", "bytes", "blocks", "allocated", "verdict", "function");
        Map<Integer, Verdict> verdicts = Profile.verdicts(report.diagnosis());
        for (SiteGrowth growth : sites) {
            Verdict verdict = verdicts.get(growth.site().id());
            row(
                    table,
                    "#" + growth.site().id(),
                    Units.bytesChange(growth.liveBytes()),
                    Units.change(growth.liveBytes()),
                    Units.change(growth.liveBlocks()),
                    Units.bytesChange(growth.allocatedBytes()),
                    verdict == null ? "-" : verdict.words(),
                    SiteSection.where(growth.site()));
        }
        Iterator<String> lines = table.lines().iterator();
        page.line("  ", lines.next());
        for (SiteGrowth growth : sites) {
            page.line("  ", lines.next());
            SiteSection.callPath(page, growth.site().stack());
        }
    }

    /** Of a process that nobody watched there are no verdicts. */
    private boolean isJudged() {
        return !report.diagnosis().sites().isEmpty();
    }

    private void row(
            Table table,
            String site,
            String growth,
            String bytes,
            String blocks,
            String allocated,
            String verdict,
            String function) {
        if (isJudged()) {
            table.row(site, growth, bytes, blocks, allocated, verdict, function);
        } else {
            table.row(site, growth, bytes, blocks, allocated, function);
        }
    }

    private void rest(List<SiteGrowth> sites, String one, String many) {
        if (!sites.isEmpty()) {
            GrowthSum sum = GrowthSum.of(sites);
            page.line(
                    "  ",
                    "and " + Units.count(sites.size(), one, many) + ": " + Units.change(sum.liveBytes()) + " bytes in "
                            + Units.change(sum.liveBlocks()) + " blocks");
        }
    }
}
