package dev.headcount.watch;

import dev.headcount.ledger.LedgerSnapshot;

/** What a watch saw when it last looked. */
public record Look(LedgerSnapshot snapshot, Findings findings) {}
