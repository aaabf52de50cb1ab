package dev.headcount.ledger;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.site.CallContext;
import dev.headcount.site.CallPathWalk;
import dev.headcount.site.SiteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is allocated now, and what was: the live blocks, the counters and the sites of all tracked libraries.
 *
 * <p>The tracked functions report events to the {@link LibraryLedger} of their library; whoever wants to know asks for a
 * {@link #snapshot}. Writers never wait for readers. One ledger serves a process, since an address belongs to one block,
 * whichever library freed it. It is never closed: blocks of the libraries outlive everything.
 *
 * <pre>{@code
 * Ledger ledger = Ledger.open(LedgerOptions.DEFAULT);
 * LibraryLedger sqlite = ledger.library(LibraryFacts.named("sqlite3"), Optional.empty());
 * int prepare = ledger.function("sqlite3_prepare_v2");
 *
 * CallContext context = ledger.context();
 * context.enter(prepare);          // around the downcall
 * sqlite.allocated(address, 61);   // in the allocator's malloc, after the real one
 * context.exit();
 *
 * sqlite.freeing(address);         // in the allocator's free, before the real one
 * long live = ledger.snapshot().libraries().getFirst().liveBlocks();
 * }</pre>
 */
public final class Ledger implements LedgerView {

    final LedgerOptions options;
    final LedgerClock clock;
    final LiveBlocks blocks;
    final DeadBlocks dead = new DeadBlocks();
    final SiteTable sites;
    final SiteFinder finder;

    private final CounterPages pages = new CounterPages();
    private final ThreadLocal<ThreadState> threads =
            ThreadLocal.withInitial(() -> new ThreadState(pages.pageFor(Thread.currentThread())));
    private final List<Book> books = new CopyOnWriteArrayList<>();
    private volatile LibraryLedger[] ledgers = {};
    private final AtomicLong faults = new AtomicLong();
    private volatile Throwable firstFault;
    private volatile boolean gatesRefused;

    /** One library's page of the ledger. */
    record Book(int index, LibraryLedger ledger, LibraryFacts facts) {}

    Ledger(LedgerOptions options, LedgerClock clock) {
        this.options = options;
        this.clock = clock;
        this.blocks = new LiveBlocks(new LiveBlockTable(options.maxTableBytes(), dead), pages);
        this.sites = new SiteTable(options.maxSites());
        this.finder = new SiteFinder(sites, CallPathWalk.fastest(options.depth()), options.stacks());
    }

    /** Opens an empty ledger, with a daemon thread for its clock. */
    public static Ledger open(LedgerOptions options) {
        return new Ledger(options, LedgerClock.started());
    }

    /**
     * Begins to keep the books of a library.
     *
     * @param format the header format of its allocator; empty to learn it from the first allocations
     */
    public synchronized LibraryLedger library(LibraryFacts facts, Optional<HeaderFormat> format) {
        int index = sites.library(facts.name());
        HeaderReader header = format.map(HeaderReader::configured).orElseGet(HeaderReader::learning);
        LibraryLedger library = new LibraryLedger(this, index, header);
        List<LibraryLedger> all = new ArrayList<>(List.of(ledgers));
        all.add(library);
        ledgers = all.toArray(LibraryLedger[]::new);
        books.add(new Book(index, library, facts));
        return library;
    }

    /** Tells what has become known of a library since {@link #library}; its figures stay. */
    public synchronized void describe(LibraryLedger library, LibraryFacts facts) {
        books.replaceAll(book -> book.ledger() == library ? new Book(book.index(), library, facts) : book);
    }

    /** The id of an API function, for {@link CallContext#enter}. */
    public int function(String name) {
        return sites.function(name);
    }

    /** What the calling thread is doing; for that thread alone. */
    public CallContext context() {
        return threads.get().context;
    }

    @Override
    public LedgerSnapshot snapshot() {
        return new SnapshotTaker(this, pages).take();
    }

    @Override
    public BlockAges ages() {
        return BlockAges.of(blocks, clock.seconds());
    }

    /** The machine lets no gates be made, see {@link TrackerSnapshot#gates}. */
    public void refuseGates() {
        gatesRefused = true;
    }

    boolean gatesRefused() {
        return gatesRefused;
    }

    ThreadState thread() {
        return threads.get();
    }

    LibraryLedger ownerOf(int site) {
        return ledgers[sites.libraryOf(site)];
    }

    List<Book> books() {
        return books;
    }

    void fault(Throwable thrown) {
        if (faults.getAndIncrement() == 0) {
            firstFault = thrown;
        }
    }

    long faults() {
        return faults.get();
    }

    Throwable firstFault() {
        return firstFault;
    }
}
