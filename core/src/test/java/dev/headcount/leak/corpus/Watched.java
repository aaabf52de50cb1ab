package dev.headcount.leak.corpus;

import dev.headcount.history.History;
import dev.headcount.leak.Diagnosing;
import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.TimedLedger;
import dev.headcount.site.Site;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was found while a program ran.
 *
 * @param foundAfter the snapshot at which a site was called leaking for the first time; 0 if never
 * @param accused the evidence against each site that was ever called leaking, as it was the first time
 * @param share of the snapshots from then on, in how many it was, too
 * @param counts how often each verdict was given
 */
record Watched(int foundAfter, Map<Site, String> accused, double share, Map<Verdict, Integer> counts) {

    private static final int AFTER = 20;

    /** Runs the program with a snapshot each interval of a clock that the test sets. */
    static Watched running(Corpus corpus, Route route) {
        TimedLedger timed = new TimedLedger();
        History history = new History();
        Map<Site, String> accused = new LinkedHashMap<>();
        Map<Verdict, Integer> counts = new TreeMap<>();
        int foundAfter = 0;
        int found = 0;
        int snapshots = Math.max(Corpus.WATCHED, corpus.foundWithin + AFTER);
        try (Program program = corpus.start.on(route, timed.ledger())) {
            for (int i = 1; i <= snapshots; i++) {
                timed.at(i * corpus.intervalSeconds);
                program.work(i);
                LedgerSnapshot snapshot = timed.ledger().snapshot();
                history.add(snapshot);
                Diagnosis diagnosis =
                        Diagnosing.of(snapshot, history, timed.ledger().ages());
                for (SiteVerdict site : diagnosis.sites()) {
                    counts.merge(site.verdict(), 1, Integer::sum);
                    if (site.verdict() == Verdict.LEAKING) {
                        accused.putIfAbsent(site.site().site(), "snapshot " + i + ": " + site.evidence());
                    }
                }
                boolean now = !diagnosis.sites().isEmpty()
                        && diagnosis.sites().getFirst().verdict() == Verdict.LEAKING;
                foundAfter = foundAfter == 0 && now ? i : foundAfter;
                found += now ? 1 : 0;
            }
        }
        return new Watched(foundAfter, accused, found / (snapshots - foundAfter + 1.0), counts);
    }
}
