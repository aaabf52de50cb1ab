package dev.headcount.leak.corpus;

import dev.headcount.history.History;
import dev.headcount.leak.Diagnosing;
import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.TimedLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What was found while a program ran.
 *
 * @param foundAfter the snapshot at which the leak was called one, and stayed one in nine of the ten that follow; -1 if never
 * @param accused verdicts that were wrong
 * @param counts how often each verdict was given
 * @param last the verdicts at the end
 */
record Watched(int foundAfter, List<String> accused, Map<Verdict, Integer> counts, Diagnosis last) {

    private static final int AFTER = 10;

    /** Runs the program with a snapshot each interval of a clock that the test sets. */
    static Watched running(Corpus corpus, Route route) {
        TimedLedger timed = new TimedLedger();
        History history = new History();
        List<String> accused = new ArrayList<>();
        Map<Verdict, Integer> counts = new TreeMap<>();
        List<Boolean> found = new ArrayList<>();
        Diagnosis diagnosis = Diagnosis.NONE;
        int snapshots = corpus.leaks() ? corpus.foundWithin + AFTER : Corpus.WATCHED;
        try (Program program = corpus.start.on(route, timed.ledger())) {
            for (int i = 1; i <= snapshots; i++) {
                timed.at(i * corpus.intervalSeconds);
                program.work(i);
                LedgerSnapshot snapshot = timed.ledger().snapshot();
                history.add(snapshot);
                diagnosis = Diagnosing.of(snapshot, history, timed.ledger().ages());
                boolean culprit = false;
                for (SiteVerdict site : diagnosis.sites()) {
                    counts.merge(site.verdict(), 1, Integer::sum);
                    if (site.verdict() == Verdict.LEAKING) {
                        boolean right = corpus.leaks() && isCulprit(corpus, site);
                        culprit |= right;
                        if (!right) {
                            accused.add("snapshot " + i + ": " + site.evidence());
                        }
                    }
                }
                found.add(culprit);
            }
        }
        return new Watched(foundAfter(found), accused, counts, diagnosis);
    }

    private static boolean isCulprit(Corpus corpus, SiteVerdict site) {
        String function = site.site().site().function();
        return corpus == Corpus.REALLOCATED || corpus == Corpus.BURSTS
                ? site.site().site().library().length() > 0
                : Objects.equals(function, corpus.function);
    }

    private static int foundAfter(List<Boolean> found) {
        int first = found.indexOf(true);
        return first < 0 ? -1 : first + 1;
    }
}
