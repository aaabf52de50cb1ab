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
        List<SiteVerdict> wrong = diagnosis.sites().stream()
                .filter(site -> !site.expected() && isWrong(site))
                .toList();
        if (wrong.isEmpty()) {
            page.line("  ", nothing(warmingUp(diagnosis)));
        }
        for (SiteVerdict site : wrong.subList(0, Math.min(SITES, wrong.size()))) {
            page.sentences(TextReport.BULLET, "#" + site.site().site().id() + " " + site.evidence());
        }
        if (wrong.size() > SITES) {
            page.line(
                    "  ", "and " + Units.count(wrong.size() - SITES, "more site", "more sites") + " that leak or grow");
        }
        expected(page, diagnosis);
    }

    private static String nothing(long warmingUp) {
        return warmingUp == 0
                ? "nothing: no site leaks or grows"
                : "nothing found yet: " + Units.count(warmingUp, "site is", "sites are")
                        + " still warming up, no other one leaks or grows";
    }

    private static boolean isWrong(SiteVerdict site) {
        return site.verdict() == Verdict.LEAKING || site.verdict() == Verdict.GROWING;
    }

    private static long warmingUp(Diagnosis diagnosis) {
        return diagnosis.sites().stream()
                .filter(site -> site.verdict() == Verdict.WARMING_UP)
                .count();
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
                .filter(site -> site.expected() && isWrong(site))
                .limit(SITES)
                .forEach(site -> page.sentences("    ", "#" + site.site().site().id() + " " + site.evidence()));
    }
}
