package dev.headcount.report;

import dev.headcount.ledger.BlockListing;
import dev.headcount.ledger.BlockSample;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.ListedBlock;
import java.util.List;
import java.util.Locale;

/** The part of the text report on single blocks: the oldest ones that are listed. */
final class SampleSection {

    private static final int BLOCKS = 10;

    private SampleSection() {}

    static void write(Page page, LedgerSnapshot snapshot, BlockSample sample) {
        if (sample.blocks().isEmpty()) {
            return;
        }
        page.heading("Single blocks: the oldest that are listed");
        page.sentences("  ", chosen(sample, snapshot));
        page.blank();
        Table table = new Table("lrrrl");
        table.row("address", "bytes", "age", "weight", "site");
        List<ListedBlock> oldest = sample.blocks().stream().limit(BLOCKS).toList();
        for (ListedBlock block : oldest) {
            table.row(
                    "0x" + Long.toHexString(block.address()),
                    Units.count(block.size()),
                    Units.duration(block.ageSeconds()),
                    String.format(Locale.ROOT, "%.1f", block.weight()),
                    "#" + block.site().id() + " " + block.site().library());
        }
        table.lines().forEach(line -> page.line("  ", line));
        int more = sample.blocks().size() - oldest.size();
        if (more > 0) {
            page.line("  ", "and " + Units.count(more, "younger one", "younger ones"));
        }
    }

    private static String chosen(BlockSample sample, LedgerSnapshot snapshot) {
        if (sample.listing().equals(BlockListing.ALL)) {
            return "Every block is listed.";
        }
        long live = snapshot.libraries().stream()
                .mapToLong(LibrarySnapshot::liveBytes)
                .sum();
        return "One block is listed for every " + Units.bytes(sample.listing().meanBytes())
                + " allocated, by chance, and stands for as many as its weight says. Together the listed ones stand"
                + " for "
                + Units.bytes((long) sample.estimatedBytes()) + " of live memory, with a standard error of "
                + Units.bytes((long) sample.standardError()) + "; the exact figure is " + Units.bytes(live) + ".";
    }
}
