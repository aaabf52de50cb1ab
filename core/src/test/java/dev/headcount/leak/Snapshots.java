package dev.headcount.leak;

import dev.headcount.ledger.Damage;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.ledger.TrackerSnapshot;
import dev.headcount.site.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes snapshots by hand. */
public final class Snapshots {

    private final List<LibrarySnapshot> libraries = new ArrayList<>();
    private final List<SiteSnapshot> sites = new ArrayList<>();
    private final List<Damage> damage = new ArrayList<>();
    private TrackerSnapshot tracker = new TrackerSnapshot(4096, 2, 1, 0, 0, 0, null, true, 0, 0);

    public static LedgerSnapshot empty() {
        return new Snapshots().taken();
    }

    public Snapshots with(LibraryFigures library) {
        libraries.add(library.taken());
        return this;
    }

    public Snapshots with(Site site, long liveBlocks, long liveBytes) {
        sites.add(new SiteSnapshot(site, liveBlocks * 2, liveBlocks, liveBytes * 2, liveBytes));
        return this;
    }

    public Snapshots with(Damage found) {
        damage.add(found);
        return this;
    }

    public Snapshots with(TrackerSnapshot figures) {
        tracker = figures;
        return this;
    }

    public LedgerSnapshot taken() {
        return new LedgerSnapshot(
                Instant.parse("2026-11-23T07:45:12Z"),
                7_990,
                List.copyOf(libraries),
                List.copyOf(sites),
                List.copyOf(damage),
                tracker);
    }

    /** A site of the library {@code sqlite3}, in the function {@code sqlite3_step}. */
    public static Site site(int id, StackTraceElement... stack) {
        return new Site(id, "sqlite3", "sqlite3_step", null, List.of(stack));
    }

    /** A frame as the JVM makes it: with the name of its class loader. */
    public static StackTraceElement frame(String type, String method, int line) {
        String file = type.substring(type.lastIndexOf('.') + 1) + ".java";
        return new StackTraceElement("app", null, null, type, method, file, line);
    }
}
