package dev.headcount.history;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SiteSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** PROVISIONAL, to be replaced: the last readings of every site and library. */
public final class History implements HistoryView {

    private static final int READINGS = 600;

    private final Map<Integer, Deque<Reading>> sites = new HashMap<>();
    private final Map<String, Deque<Reading>> libraries = new HashMap<>();

    /** Takes a snapshot in. Snapshots come in the order of their time. */
    public synchronized void add(LedgerSnapshot snapshot) {
        for (SiteSnapshot site : snapshot.sites()) {
            add(
                    sites.computeIfAbsent(site.site().id(), _ -> new ArrayDeque<>()),
                    new Reading(
                            snapshot.uptimeSeconds(),
                            site.liveBytes(),
                            site.liveBytes(),
                            site.liveBlocks(),
                            site.allocations(),
                            site.allocatedBytes()));
        }
        for (LibrarySnapshot library : snapshot.libraries()) {
            add(
                    libraries.computeIfAbsent(library.name(), _ -> new ArrayDeque<>()),
                    new Reading(
                            snapshot.uptimeSeconds(),
                            library.liveBytes(),
                            library.liveBytes(),
                            library.liveBlocks(),
                            library.allocations(),
                            library.allocatedBytes()));
        }
    }

    private static void add(Deque<Reading> curve, Reading reading) {
        curve.add(reading);
        if (curve.size() > READINGS) {
            curve.remove();
        }
    }

    @Override
    public synchronized Curve site(int id) {
        Deque<Reading> curve = sites.get(id);
        return curve == null ? Curve.EMPTY : new Curve(List.copyOf(curve));
    }

    @Override
    public synchronized Curve library(String name) {
        Deque<Reading> curve = libraries.get(name);
        return curve == null ? Curve.EMPTY : new Curve(List.copyOf(curve));
    }

    @Override
    public synchronized long bytes() {
        return (sites.size() + libraries.size()) * 64L * READINGS;
    }
}
