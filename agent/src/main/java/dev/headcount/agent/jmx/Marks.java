package dev.headcount.agent.jmx;

import dev.headcount.ledger.LedgerSnapshot;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Moments that readers want to compare with; the oldest goes when there are too many. */
final class Marks {

    private final int most;
    private final NavigableMap<Long, LedgerSnapshot> marks = new TreeMap<>();
    private long last;

    Marks(int most) {
        this.most = most;
    }

    synchronized long add(LedgerSnapshot snapshot) {
        marks.put(++last, snapshot);
        if (marks.size() > most) {
            marks.pollFirstEntry();
        }
        return last;
    }

    synchronized LedgerSnapshot of(long mark) {
        LedgerSnapshot snapshot = marks.get(mark);
        if (snapshot == null) {
            throw new IllegalArgumentException(
                    "there is no mark " + mark + ": it was forgotten, or " + most + " others came after it");
        }
        return snapshot;
    }

    synchronized void remove(long mark) {
        marks.remove(mark);
    }
}
