package dev.headcount.agent.http;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.report.Report;
import dev.headcount.watch.Watch;
import java.util.List;
import java.util.Optional;

/** What the pages show. */
public interface Observed {

    /** The figures of this moment: cheap. */
    LedgerSnapshot snapshot();

    /** All there is to report at this moment: reads all live blocks. */
    Report report();

    /** Plain sentences on what the figures do not show. */
    List<String> notes();

    /** The watch over the figures; empty where there is none, or not yet. */
    Optional<Watch> watch();
}
