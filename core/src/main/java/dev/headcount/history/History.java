package dev.headcount.history;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SiteSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The readings of every site and library over time, the older the coarser, in bounded memory.
 *
 * <p><b>Who waits.</b> Whoever reads a curve waits for the one who adds a snapshot, and the other way round, for some
 * milliseconds with very many sites. None of them is a thread of the application.
 *
 * <p><b>Bounded.</b> With {@link #maxBytes} used, the curves of the sites that hold least lose three quarters of their detail
 * each, then the next; if all are as coarse as can be, those that hold least are forgotten, and begin anew when the site
 * changes again. Both is counted. Libraries keep theirs: they are few.
 */
public final class History implements HistoryView {

    /** The most memory of a history, unless said otherwise. */
    public static final long MAX_BYTES = 64L << 20;

    private static final int TIMES = 17;
    private static final int HYSTERESIS = 8; // room is made by the eighth, so that it is rarely to be made

    private final long maxBytes;
    private final Map<String, CurveLog> libraries = new LinkedHashMap<>();
    private final long[] times = new long[TIMES];
    private CurveLog[] sites = {};
    private long bytes;
    private int snapshots;
    private long coarsened;
    private long forgotten;

    public History() {
        this(MAX_BYTES);
    }

    /** One that takes no more than {@code maxBytes}. */
    public History(long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("a history needs some memory, maxBytes=" + maxBytes);
        }
        this.maxBytes = maxBytes;
    }

    /** Takes a snapshot in. Snapshots come in the order of their time. */
    public synchronized void add(LedgerSnapshot snapshot) {
        long now = snapshot.uptimeSeconds();
        times[snapshots++ % TIMES] = now;
        for (SiteSnapshot site : snapshot.sites()) {
            CurveLog log = siteLog(site.site().id());
            long before = log.bytes();
            log.add(now, site.liveBytes(), site.liveBlocks(), site.allocations(), site.allocatedBytes());
            bytes += log.bytes() - before;
        }
        Map<String, long[]> sums = new LinkedHashMap<>();
        for (LibrarySnapshot library : snapshot.libraries()) {
            long[] sum = sums.computeIfAbsent(library.name(), _ -> new long[4]);
            sum[0] += library.liveBytes();
            sum[1] += library.liveBlocks();
            sum[2] += library.allocations();
            sum[3] += library.allocatedBytes();
        }
        sums.forEach((name, sum) -> {
            CurveLog log = libraries.computeIfAbsent(name, _ -> counted(new CurveLog()));
            long before = log.bytes();
            log.add(now, sum[0], sum[1], sum[2], sum[3]);
            bytes += log.bytes() - before;
        });
        if (bytes > maxBytes) {
            makeRoom(now);
        }
    }

    private CurveLog siteLog(int id) {
        if (id >= sites.length) {
            int length = Math.max(id + 1, sites.length + sites.length / 2);
            bytes += (length - sites.length) * (long) Long.BYTES;
            sites = Arrays.copyOf(sites, length);
        }
        CurveLog log = sites[id];
        if (log == null) {
            log = counted(new CurveLog());
            sites[id] = log;
        }
        return log;
    }

    private CurveLog counted(CurveLog added) {
        bytes += added.bytes();
        return added;
    }

    private void makeRoom(long now) {
        long enough = maxBytes - maxBytes / HYSTERESIS;
        List<Integer> leastFirst = new ArrayList<>();
        for (int id = 0; id < sites.length; id++) {
            if (sites[id] != null) {
                leastFirst.add(id);
            }
        }
        leastFirst.sort(Comparator.comparingLong(id -> sites[id].liveBytes()));
        boolean coarser = true;
        while (coarser && bytes > enough) {
            coarser = false;
            for (int i = 0; i < leastFirst.size() && bytes > enough; i++) {
                coarser |= coarsen(sites[leastFirst.get(i)], now);
            }
        }
        for (int i = 0; i < leastFirst.size() && bytes > enough; i++) {
            bytes -= sites[leastFirst.get(i)].bytes();
            sites[leastFirst.get(i)] = null;
            forgotten++;
        }
    }

    private boolean coarsen(CurveLog log, long now) {
        long before = log.bytes();
        boolean coarser = log.coarsen(now);
        bytes += log.bytes() - before;
        coarsened += coarser ? 1 : 0;
        return coarser;
    }

    @Override
    public synchronized Curve site(int id) {
        return known(id) ? sites[id].curve() : Curve.EMPTY;
    }

    @Override
    public synchronized boolean hasRisen(int id) {
        return known(id) && sites[id].hasRisen();
    }

    @Override
    public synchronized OptionalLong since(int id) {
        return known(id) ? OptionalLong.of(sites[id].firstSeconds()) : OptionalLong.empty();
    }

    private boolean known(int id) {
        return id >= 0 && id < sites.length && sites[id] != null;
    }

    @Override
    public synchronized Curve library(String name) {
        CurveLog log = libraries.get(name);
        return log == null ? Curve.EMPTY : log.curve();
    }

    @Override
    public synchronized double intervalSeconds() {
        int known = Math.min(snapshots, TIMES);
        if (known < 2) {
            return 1;
        }
        long last = times[(snapshots - 1) % TIMES];
        long first = times[(snapshots - known) % TIMES];
        return Math.max(1, (last - first) / (double) (known - 1));
    }

    @Override
    public synchronized long bytes() {
        return bytes;
    }

    @Override
    public long maxBytes() {
        return maxBytes;
    }

    @Override
    public synchronized long coarsened() {
        return coarsened;
    }

    @Override
    public synchronized long forgotten() {
        return forgotten;
    }
}
