package dev.headcount.report;

import dev.headcount.history.HistoryView;
import dev.headcount.ledger.Damage;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.TrackerSnapshot;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The report for people: libraries, live sites, damage, and what Headcount itself takes. No line is wider than 110 columns,
 * but for a path that does not fit.
 */
public final class TextReport {

    static final String BULLET = "  - ";

    static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TextReport() {}

    /**
     * Returns the report.
     *
     * @param sites how many of the live sites to list, the largest first
     */
    public static String of(Report report, int sites) {
        LedgerSnapshot snapshot = report.snapshot();
        Page page = new Page();
        page.line("", "Headcount: the native memory that libraries hold");
        page.line(
                "",
                MOMENT.format(snapshot.takenAt()) + ", " + Units.duration(snapshot.uptimeSeconds())
                        + " after counting began");
        if (!report.notes().isEmpty()) {
            page.heading("Please note");
            report.notes().forEach(note -> page.sentences(BULLET, note));
        }
        VerdictSection.write(page, report.findings().diagnosis());
        LibrarySection.write(page, snapshot.libraries());
        new SiteSection(page, report.ages(), report.findings().diagnosis()).write(snapshot, sites);
        SampleSection.write(page, snapshot, report.sample());
        damage(page, snapshot);
        tracker(page, snapshot.tracker());
        history(page, report.findings().history());
        return page.toString();
    }

    private static void damage(Page page, LedgerSnapshot snapshot) {
        page.heading("Damage");
        long total = 0;
        for (LibrarySnapshot library : snapshot.libraries()) {
            long ofLibrary = library.damage().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            if (ofLibrary > 0) {
                page.sentences("  ", library.name() + ": " + kinds(library));
            }
            total += ofLibrary;
        }
        if (total == 0) {
            page.line("  ", "none seen");
        }
        for (Damage damage : snapshot.damage()) {
            page.sentences(BULLET, damage.describe());
        }
        if (total > snapshot.damage().size()) {
            page.line("  ", "Only the first of each kind are kept in detail.");
        }
    }

    private static String kinds(LibrarySnapshot library) {
        return library.damage().entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .map(kind -> kind.getKey().words() + " (" + Units.count(kind.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static void tracker(Page page, TrackerSnapshot tracker) {
        page.heading("Headcount itself");
        page.sentences(
                BULLET,
                "takes " + Units.bytesExactly(tracker.bytes()) + " of native memory, with "
                        + Units.count(tracker.sites(), "site", "sites") + " told apart and "
                        + Units.count(tracker.pages(), "page", "pages") + " of counters");
        if (tracker.lost() + tracker.faults() == 0) {
            page.line(BULLET, "lost nothing: every event it saw is in these figures");
        }
        if (tracker.lost() > 0) {
            page.sentences(
                    BULLET,
                    "lost " + Units.count(tracker.lost(), "allocation", "allocations")
                            + ": the table of live blocks was full, so they are missing from the live figures");
        }
        if (tracker.faults() > 0) {
            page.sentences(
                    BULLET,
                    "failed to record " + Units.count(tracker.faults(), "event", "events") + "; the first time: "
                            + tracker.firstFault());
        }
        if (tracker.ringLost() > 0) {
            page.sentences(
                    BULLET,
                    "could not describe " + Units.count(tracker.ringLost(), "rare event", "rare events")
                            + " of native code: the ring for them was full; the figures have them all the same");
        }
        if (tracker.overflowed() > 0) {
            page.sentences(
                    BULLET,
                    "had no site left for " + Units.count(tracker.overflowed(), "allocation", "allocations")
                            + ": the site table was full, so they share one site for each library");
        }
    }

    private static void history(Page page, HistoryView history) {
        if (history.bytes() == 0) {
            return; // nobody watched
        }
        page.sentences(
                BULLET,
                "remembers what sites held over time in " + Units.bytes(history.bytes()) + " of the Java heap, of "
                        + Units.bytes(history.maxBytes()) + " at most");
        if (history.coarsened() + history.forgotten() > 0) {
            page.sentences(
                    BULLET,
                    "had no more room for that: " + Units.count(history.coarsened(), "curve", "curves")
                            + " of sites that hold little lost detail, "
                            + Units.count(history.forgotten(), "curve was", "curves were") + " forgotten");
        }
    }
}
