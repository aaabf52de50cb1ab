package dev.headcount.report;

import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.LedgerSnapshot;
import java.util.List;

/**
 * What is to be reported.
 *
 * @param ages empty where nobody asked for them: they cost a walk over all live blocks
 * @param notes plain sentences on what the figures do not show
 */
public record Report(LedgerSnapshot snapshot, BlockAges ages, List<String> notes) {}
