package dev.headcount.agent.http;

import dev.headcount.ledger.DamageKind;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.ledger.SizeHistogram;
import dev.headcount.ledger.TrackerSnapshot;
import dev.headcount.site.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Figures to put on the pages. */
final class Figures {

    private Figures() {}

    static LedgerSnapshot of(List<LibrarySnapshot> libraries, List<SiteSnapshot> sites) {
        TrackerSnapshot tracker = new TrackerSnapshot(4096, 2, 1, 5, 20, 3, "java.lang.Error", true, 0, 0);
        return new LedgerSnapshot(Instant.EPOCH, 60, libraries, sites, List.of(), tracker);
    }

    static LedgerSnapshot of(LibrarySnapshot... libraries) {
        return of(List.of(libraries), List.of());
    }

    /** A library that holds 3 blocks of 300 bytes, gave 10 back, and made 12 small requests and a very large one. */
    static LibrarySnapshot library(String name) {
        return new LibrarySnapshot(
                name,
                "/lib/lib" + name + ".so",
                "native function malloc",
                "SIZE_8",
                3,
                300,
                24,
                500,
                13,
                10,
                4,
                5,
                1_300,
                1_000,
                6,
                60,
                0,
                0,
                Map.of(DamageKind.DOUBLE_FREE, 2L, DamageKind.INTERIOR_POINTER, 0L, DamageKind.DAMAGED_HEADER, 0L),
                new SizeHistogram(sizes(12, 1), 1_300));
    }

    static SiteSnapshot site(int id, String library) {
        StackTraceElement caller = new StackTraceElement("com.acme.Reports", "monthly", "Reports.java", 88);
        return new SiteSnapshot(new Site(id, library, library + "_open", null, List.of(caller)), 13, 3, 1_300, 300);
    }

    /** So many requests in the first bucket and in the last. */
    private static List<Long> sizes(long smallest, long largest) {
        List<Long> counts = new ArrayList<>(List.of(smallest));
        while (SizeHistogram.largest(counts.size()) != Long.MAX_VALUE) {
            counts.add(0L);
        }
        counts.add(largest);
        return counts;
    }
}
