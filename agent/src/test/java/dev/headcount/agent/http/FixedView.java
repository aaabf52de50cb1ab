package dev.headcount.agent.http;

import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.BlockSample;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.report.Report;
import dev.headcount.watch.Findings;
import dev.headcount.watch.Watch;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A ledger's figures without the ledger. */
record FixedView(Supplier<LedgerSnapshot> snapshots, BlockAges ages, List<String> notes) implements Observed {

    @Override
    public LedgerSnapshot snapshot() {
        return snapshots.get();
    }

    @Override
    public Report report() {
        return new Report(snapshot(), ages, BlockSample.NONE, notes, Findings.NONE);
    }

    @Override
    public Optional<Watch> watch() {
        return Optional.empty();
    }
}
