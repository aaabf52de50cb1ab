package dev.headcount.examples.overhead;

import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LedgerView;
import dev.headcount.watch.Watch;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;

/**
 * {@link SqliteRequests} on the native allocator with call paths, with its ledger watched and not, in turn: history and
 * verdicts, and nothing else of the agent. Prints the median of the ratios.
 */
@SuppressWarnings("restricted")
final class WatchSlices implements LedgerView, Alternation.Beside {

    private final Ledger ledger;
    private boolean watching;

    private WatchSlices(Ledger ledger) {
        this.ledger = ledger;
    }

    public static void main(String[] arguments) throws Throwable {
        SymbolLookup library = SymbolLookup.libraryLookup("libsqlite3.so.0", Arena.global());
        SqliteRequests requests = new SqliteRequests(library, "paths");
        WatchSlices slices = new WatchSlices(requests.ledger());
        try (Watch _ = Watch.start(slices)) {
            System.out.println(new Alternation(requests, slices).medianRatio());
        }
    }

    @Override
    public synchronized void begin() {
        watching = true;
        notifyAll();
    }

    @Override
    public synchronized void end() {
        watching = false;
    }

    /** Here the watch is held up while it is not its turn. */
    private synchronized void await() {
        try {
            while (!watching) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public LedgerSnapshot snapshot() {
        await();
        return ledger.snapshot();
    }

    @Override
    public BlockAges ages() {
        await();
        return ledger.ages();
    }
}
