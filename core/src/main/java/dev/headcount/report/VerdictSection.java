package dev.headcount.report;

import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.Expectation;
import dev.headcount.leak.Expectations;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Verdict;
import java.util.List;

/** The part of the text report on what was found by watching: sites that leak or grow, and leaks that are expected. */
final class VerdictSection {

    private static final int SITES = 10;

    private VerdictSection() {}

    static void write(Page page, Diagnosis diagnosis) {
        if (diagnosis.sites().isEmpty() && diagnosis.expectations().isEmpty()) {
            return; // nobody watched
        }
        page.heading("What is wrong");
        List<SiteVerdict> wrong = with(diagnosis, Verdict.LEAKING, Verdict.GROWING);
        List<SiteVerdict> filling = with(diagnosis, Verdict.FILLING);
        if (wrong.isEmpty()) {
            page.line(
                    "  ",
                    nothing(filling.size(), with(diagnosis, Verdict.WARMING_UP).size()));
        }
        list(page, wrong, "that leak or grow");
        list(page, filling, "that fill");
        expected(page, diagnosis);
    }

    private static List<SiteVerdict> with(Diagnosis diagnosis, Verdict... verdicts) {
        return diagnosis.sites().stream()
                .filter(site -> !site.expected() && List.of(verdicts).contains(site.verdict()))
                .toList();
    }

    private static void list(Page page, List<SiteVerdict> sites, String what) {
        for (SiteVerdict site : sites.subList(0, Math.min(SITES, sites.size()))) {
            page.sentences(TextReport.BULLET, "#" + site.site().site().id() + " " + site.evidence());
        }
        if (sites.size() > SITES) {
            page.line("  ", "and " + Units.count(sites.size() - SITES, "more site", "more sites") + " " + what);
        }
    }

    private static String nothing(int filling, int warmingUp) {
        if (filling == 0 && warmingUp == 0) {
            return "nothing: no site leaks or grows";
        }
        String fills = filling == 0 ? "" : Units.count(filling, "site grows", "sites grow") + " more and more slowly";
        String warm = warmingUp == 0 ? "" : Units.count(warmingUp, "site is", "sites are") + " still warming up";
        return "no leak so far: " + fills + (filling == 0 || warmingUp == 0 ? "" : ", ") + warm;
    }

    private static void expected(Page page, Diagnosis diagnosis) {
        if (diagnosis.expectations().isEmpty()) {
            return;
        }
        page.heading("Leaks that are expected");
        for (Expectations.Matched matched : diagnosis.expectations()) {
            Expectation expectation = matched.expectation();
            page.sentences(
                    TextReport.BULLET,
                    matched.sites() == 0
                            ? expectation.name()
                                    + ": matched no site so far; it may be misspelt, or no longer be needed"
                            : expectation.name() + ": matched " + Units.count(matched.sites(), "site", "sites"));
        }
        diagnosis.sites().stream()
                .filter(site -> site.expected() && site.verdict().isAccusation())
                .limit(SITES)
                .forEach(site -> page.sentences(
                        TextReport.BULLET, "as expected: #" + site.site().site().id() + " " + site.evidence()));
    }
}
