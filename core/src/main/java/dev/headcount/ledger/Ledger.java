package dev.headcount.ledger;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.site.CallContext;
import dev.headcount.site.CallPathWalk;
import dev.headcount.site.SiteTable;
import dev.headcount.site.StackRecognition;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

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
    final Faults faults = new Faults();
    final BlockSets sets = new BlockSets(dead, faults);
    final Arrivals arrivals = new Arrivals(this);

    private final CounterPages pages = new CounterPages();
    private final ThreadLocal<ThreadState> threads;
    private final List<Book> books = new CopyOnWriteArrayList<>();
    private volatile LibraryLedger[] ledgers = {};
    private volatile boolean gatesRefused;
    private volatile NativeLedger natives;
    private volatile NativeEvents events;

    /**
     * One library's page of the ledger.
     *
     * @param aside whether it is left out of snapshots as long as it is empty
     */
    record Book(int index, LibraryLedger ledger, LibraryFacts facts, boolean aside) {}

    Ledger(LedgerOptions options, LedgerClock clock) {
        this.options = options;
        this.clock = clock;
        this.blocks = new LiveBlocks(new LiveBlockTable(options.maxTableBytes(), dead), pages);
        this.threads = ThreadLocal.withInitial(() -> blocks.begin(Thread.currentThread()));
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
        books.add(new Book(index, library, facts, false));
        return library;
    }

    /** Tells what has become known of a library since {@link #library}; its figures stay. */
    public synchronized void describe(LibraryLedger library, LibraryFacts facts) {
        books.replaceAll(
                book -> book.ledger() == library ? new Book(book.index(), library, facts, book.aside()) : book);
    }

    /** Whether the library has allocated anything. */
    public boolean isUsed(LibraryLedger library) {
        for (int bucket = 0; bucket < CounterRecord.SIZE_BUCKETS; bucket++) {
            if (pages.library(library.index(), CounterRecord.SIZES + bucket * (long) Long.BYTES) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Leaves a library out of the snapshots as long as it has allocated nothing: it has got another allocator, or refused this one. */
    public synchronized void setAside(LibraryLedger library) {
        books.replaceAll(book -> book.ledger() == library ? new Book(book.index(), library, book.facts(), true) : book);
    }

    /** An empty set, which may take as much memory as the table of the live blocks. */
    public BlockSet blockSet() {
        return sets.open(options.maxTableBytes());
    }

    /** The id of an API function, for {@link CallContext#enter}. */
    public int function(String name) {
        return sites.function(name);
    }

    /**
     * A handle of the same type that calls {@code downcall} as the API function {@code name}: what is allocated within is
     * charged there.
     */
    public MethodHandle traced(MethodHandle downcall, String name) {
        return TracedHandles.around(downcall, this, name);
    }

    /** What the calling thread is doing; for that thread alone. */
    public CallContext context() {
        return context(threads.get());
    }

    private CallContext context(ThreadState thread) {
        CallContext context = thread.context;
        NativeLedger told = natives;
        if (told != null && !context.inCall()) {
            tell(context, told);
        }
        return context;
    }

    /** From now on a call path whose stack is known again costs no walk. */
    public void recognize(StackRecognition recognition) {
        finder.recognize(recognition);
    }

    /**
     * Before a downcall. Where it is expected to allocate, its site is found first, from here: each frame of ours that is
     * walked costs time.
     */
    void enter(int function) {
        ThreadState thread = threads.get();
        int library = thread.foresight.library(function);
        int site = library == Foresight.NONE ? CallContext.NO_SITE : foresee(thread, function, library);
        context(thread)
                .enter(function); // from here on nobody waits: a virtual thread could come back on another carrier
        if (site != CallContext.NO_SITE) {
            thread.context.foresee(library, site, thread.allocations(site));
        }
    }

    private int foresee(ThreadState thread, int function, int library) {
        try {
            return finder.foresee(thread, function, library);
        } catch (Throwable t) {
            faults.addAroundDowncall(t);
            return CallContext.NO_SITE;
        }
    }

    /** After the downcall, however it ended. */
    void exit() {
        ThreadState thread = threads.get();
        try {
            finder.leaving(thread);
        } catch (Throwable t) {
            faults.addAroundDowncall(t);
        }
        thread.context.exit();
    }

    /** A platform thread keeps its native page, a virtual one has that of its carrier, which may be another each time. */
    private static void tell(CallContext context, NativeLedger told) {
        if (!context.isTold() || Thread.currentThread().isVirtual()) {
            context.tell(told.pageOfThread());
        }
    }

    /** The part of the ledger that native code writes, opened if need be; empty where there is no memory for it. */
    public synchronized Optional<NativeLedger> natives() {
        if (natives == null) {
            NativeLedger.open(sites).ifPresent(opened -> {
                opened.list(options.listing());
                pages.include(opened);
                clock.tell(opened.address(CommonState.SECONDS));
                events = new NativeEvents(this, opened);
                clock.onTick(this::drain);
                natives = opened;
            });
        }
        return Optional.ofNullable(natives);
    }

    /** {@link #natives} where it was opened, otherwise null. */
    NativeLedger openedNatives() {
        return natives;
    }

    /**
     * The site to charge for what the calling thread, inside a downcall, allocates for the library with this number; {@link
     * CallContext#NO_SITE} where none can be found. Never throws.
     */
    public int siteOfDowncall(int library) {
        try {
            return finder.allocating(thread(), library);
        } catch (Throwable t) {
            faults.add(t);
            return CallContext.NO_SITE;
        }
    }

    /** The ids of the sites, for native code. */
    public SiteTable sites() {
        return sites;
    }

    @Override
    public LedgerSnapshot snapshot() {
        return new SnapshotTaker(this, pages).take();
    }

    @Override
    public BlockAges ages() {
        return BlockAges.of(blocks, nativeListed(), clock.seconds(), sites.idBound());
    }

    @Override
    public BlockSample sample() {
        return SampleTaker.take(this, nativeListed());
    }

    private List<ListedBlock> nativeListed() {
        NativeEvents opened = events;
        if (opened == null) {
            return List.of();
        }
        opened.drain();
        return opened.listed(options.listing(), clock.seconds());
    }

    /** Takes in what native code has left for Java; true where that was much. Never throws. */
    private boolean drain() {
        try {
            return events.drain();
        } catch (Throwable t) {
            faults.add(t);
            return false;
        }
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

    LibraryLedger libraryNumbered(int library) {
        return ledgers[library];
    }

    /** What native code leaves for Java; null where there is none. */
    NativeEvents events() {
        return events;
    }

    LibraryLedger ownerOf(int site) {
        return ledgers[sites.libraryOf(site)];
    }

    /** Those that a snapshot shows. */
    List<Book> books() {
        return books.stream()
                .filter(book -> !book.aside() || isUsed(book.ledger()))
                .toList();
    }
}
