package dev.headcount.ledger;

/** A ledger whose clock stands still until it is set: hours pass as fast as a test wants. */
public final class TimedLedger {

    private final LedgerClock clock = new LedgerClock();
    private final Ledger ledger = new Ledger(LedgerOptions.DEFAULT, clock);

    public Ledger ledger() {
        return ledger;
    }

    /** Sets the time, in seconds since the ledger began. */
    public void at(int seconds) {
        clock.set(seconds);
    }
}
