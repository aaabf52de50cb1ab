package dev.headcount.agent.http;

import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LedgerView;
import java.util.function.Supplier;

/** A ledger's figures without the ledger. */
record FixedView(Supplier<LedgerSnapshot> snapshots, BlockAges ages) implements LedgerView {

    @Override
    public LedgerSnapshot snapshot() {
        return snapshots.get();
    }
}
