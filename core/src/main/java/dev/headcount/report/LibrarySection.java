package dev.headcount.report;

import dev.headcount.ledger.LibrarySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The part of the text report on libraries: a table of the figures, then a few lines on each. */
final class LibrarySection {

    private LibrarySection() {}

    static void write(Page page, List<LibrarySnapshot> libraries) {
        page.heading("Libraries");
        if (libraries.isEmpty()) {
            page.line("  ", "none seen yet");
            return;
        }
        page.line("  ", "Live is what a library asked for and has not given back, without the headers in front of it.");
        page.blank();
        table(libraries).lines().forEach(line -> page.line("  ", line));
        for (LibrarySnapshot library : libraries) {
            page.blank();
            page.sentences("  ", library.name() + " " + library.path());
            details(library).forEach(sentence -> page.sentences("  " + TextReport.BULLET, sentence));
        }
    }

    private static Table table(List<LibrarySnapshot> libraries) {
        Table table = new Table("lrrrrrr");
        table.row("library", "live", "live bytes", "live blocks", "peak", "allocations", "frees");
        for (LibrarySnapshot library : libraries) {
            row(table, library.name(), List.of(library), Units.bytes(library.peakBytes()));
        }
        if (libraries.size() > 1) {
            row(table, "all", libraries, ""); // their peaks were at different times
        }
        return table;
    }

    private static void row(Table table, String name, List<LibrarySnapshot> libraries, String peak) {
        long liveBytes = sum(libraries, LibrarySnapshot::liveBytes);
        table.row(
                name,
                Units.bytes(liveBytes),
                Units.count(liveBytes),
                Units.count(sum(libraries, LibrarySnapshot::liveBlocks)),
                peak,
                Units.count(sum(libraries, LibrarySnapshot::allocations)),
                Units.count(sum(libraries, LibrarySnapshot::frees)));
    }

    private static long sum(List<LibrarySnapshot> libraries, ToLongFunction<LibrarySnapshot> figure) {
        return libraries.stream().mapToLong(figure).sum();
    }

    private static List<String> details(LibrarySnapshot library) {
        List<String> details = new ArrayList<>();
        String headers = library.headerBytes() == 0
                ? ""
                : ", " + Units.count(library.headerBytes()) + " bytes in front of the live blocks";
        String allocator = library.allocator().isEmpty() ? "" : "allocator: " + library.allocator() + "; ";
        details.add(allocator + "header: " + library.headerFormat() + headers);
        details.add("since counting began: " + Units.bytes(library.allocatedBytes()) + " allocated, "
                + Units.bytes(library.freedBytes()) + " freed, "
                + Units.count(library.reallocations(), "reallocation", "reallocations"));
        add(details, library.failures(), "failed", "the allocator could not meet the request");
        add(
                details,
                library.foreignFrees(),
                "foreign",
                "freed without having been seen allocated, " + Units.bytes(library.foreignFreedBytes())
                        + " by their headers");
        add(details, library.lost(), "lost", "the table of live blocks was full, they are not among the live ones");
        add(details, library.missedFrees(), "missed", "their address was handed out again, they count as freed");
        return details;
    }

    private static void add(List<String> details, long count, String what, String meaning) {
        if (count > 0) {
            details.add(what + ": " + Units.count(count) + " (" + meaning + ")");
        }
    }
}
