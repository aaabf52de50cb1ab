package dev.headcount.report;

import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.BlockSample;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.watch.Findings;
import java.util.List;

/**
 * What is to be reported.
 *
 * @param ages empty where nobody asked for them: they cost a walk over all live blocks
 * @param sample the blocks that are listed one by one; empty where nobody asked for them
 * @param notes plain sentences on what the figures do not show
 * @param findings what was found by watching the figures over time
 */
public record Report(
        LedgerSnapshot snapshot, BlockAges ages, BlockSample sample, List<String> notes, Findings findings) {

    /** A report without listed blocks, of a ledger that nobody watched. */
    public Report(LedgerSnapshot snapshot, BlockAges ages, List<String> notes) {
        this(snapshot, ages, BlockSample.NONE, notes, Findings.NONE);
    }
}
