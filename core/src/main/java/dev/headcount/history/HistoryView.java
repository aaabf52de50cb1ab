package dev.headcount.history;

import java.util.List;
import java.util.OptionalLong;

/** What may be asked of a history by whoever shows it, or draws conclusions from it. */
public interface HistoryView {

    /** The readings of the site with the id; empty where there are none. */
    Curve site(int id);

    /** The readings of a library, libraries of the same name added up; empty where there are none. */
    Curve library(String name);

    /** What the history takes, in bytes of the Java heap. */
    long bytes();

    /** The most that {@link #bytes} may become; 0 where nothing is kept. */
    default long maxBytes() {
        return 0;
    }

    /** How far apart the last snapshots were, in seconds, on average; at least 1, the resolution of the ledger's clock. */
    default double intervalSeconds() {
        return 1;
    }

    /** The second of the first reading of a site; empty where there is none. */
    default OptionalLong since(int site) {
        List<Reading> readings = site(site).readings();
        return readings.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(readings.getFirst().seconds());
    }

    /** False only where the site holds no more now than it ever did: then its curve need not be looked at for growth. */
    default boolean hasRisen(int site) {
        return true;
    }

    /** How often a curve lost detail, since there was no room. */
    default long coarsened() {
        return 0;
    }

    /** How many curves were forgotten, since there was no room. */
    default long forgotten() {
        return 0;
    }
}
