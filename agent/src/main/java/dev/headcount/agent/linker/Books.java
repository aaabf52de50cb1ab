package dev.headcount.agent.linker;

import dev.headcount.agent.http.Observed;
import dev.headcount.allocator.HeaderFormat;
import dev.headcount.gate.allocator.NativeAllocators;
import dev.headcount.gate.stack.NativeStacks;
import dev.headcount.leak.Expectations;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.BlockSample;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LedgerView;
import dev.headcount.report.Report;
import dev.headcount.watch.Findings;
import dev.headcount.watch.Look;
import dev.headcount.watch.Watch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The process's one ledger, opened when the first library needs it: an application that uses none of the known libraries
 * never pays for it. Beside it stand the notes, plain sentences on what is not seen.
 */
public final class Books implements LedgerView, Observed {

    private final LedgerOptions options;
    private final Optional<String> header;
    private final Optional<Expectations> expectations;
    private final Consumer<String> console;
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final ForeignFrees foreignFrees = new ForeignFrees();
    private volatile Ledger opened;
    private final List<Consumer<Look>> lookers = new CopyOnWriteArrayList<>();
    private volatile Watch watch;
    private Optional<NativeAllocators> natives;
    private boolean gatesRefused;

    /**
     * @param header the name of the header format of every allocator; empty to learn it
     * @param expectations the leaks that are expected; empty for none
     * @param console receives each note once, as one line
     */
    public Books(
            LedgerOptions options,
            Optional<String> header,
            Optional<Expectations> expectations,
            Consumer<String> console) {
        this.options = options;
        this.header = header;
        this.expectations = expectations;
        this.console = console;
    }

    public Ledger ledger() {
        Ledger ledger = opened;
        return ledger != null ? ledger : open();
    }

    private synchronized Ledger open() {
        if (opened == null) {
            Ledger ledger = Ledger.open(options);
            NativeStacks.open(ledger::recognize);
            watch = expectations.isEmpty() ? Watch.start(this) : Watch.start(this, expectations.get());
            for (Consumer<Look> looker : lookers) {
                watch.onLook(looker);
            }
            opened = ledger;
        }
        return opened;
    }

    /** The listener is told of every look once there is a watch; to be called before the first library is met. */
    public void onLook(Consumer<Look> listener) {
        lookers.add(listener);
    }

    /** Empty as long as nothing was tracked. */
    @Override
    public Optional<Watch> watch() {
        return Optional.ofNullable(watch);
    }

    @Override
    public Report report() {
        Findings findings = watch().map(Watch::findings).orElse(Findings.NONE);
        List<String> told = new ArrayList<>(notes);
        watch().flatMap(Watch::firstFault)
                .ifPresent(fault -> told.add("the watch failed at least once, so verdicts may be old: " + fault));
        return new Report(snapshot(), ages(), sample(), List.copyOf(told), findings);
    }

    /** Whether any known library was met. */
    public boolean isOpen() {
        return opened != null;
    }

    /** Allocators that libraries can be given; empty where the machine lets none be made, which is noted. */
    synchronized Optional<NativeAllocators> natives() {
        if (natives == null) {
            natives = NativeAllocators.over(ledger());
            if (natives.isEmpty()) {
                noteThatThereAreNoGates();
            }
        }
        return natives;
    }

    /** From now on native code does not enter Java any more. */
    synchronized void closeNatives() {
        if (natives != null) {
            natives.ifPresent(NativeAllocators::close);
        }
    }

    synchronized void noteThatThereAreNoGates() {
        if (!gatesRefused) {
            gatesRefused = true;
            ledger().refuseGates();
            note("no gates: this processor is not known, or the system lets no memory be executed; so only"
                    + " libraries are tracked whose application sets an allocator, they call Java directly, and"
                    + " one that still does at the end of the process may abort it");
        }
    }

    public Optional<HeaderFormat> header() {
        return header.flatMap(HeaderFormat::named);
    }

    /** For the report, and at once for the console. */
    public void note(String note) {
        notes.add(note);
        console.accept(note);
    }

    ForeignFrees foreignFrees() {
        return foreignFrees;
    }

    /** For the report alone. */
    public void remark(String remark) {
        notes.add(remark);
    }

    /** A view: what is noted later is in it too. */
    @Override
    public List<String> notes() {
        return Collections.unmodifiableList(notes);
    }

    /** An empty snapshot as long as nothing was tracked. */
    @Override
    public LedgerSnapshot snapshot() {
        Ledger ledger = opened;
        if (ledger == null) {
            return LedgerSnapshot.empty();
        }
        LedgerSnapshot snapshot = ledger.snapshot();
        foreignFrees.look(snapshot, this::remark);
        return snapshot;
    }

    @Override
    public BlockAges ages() {
        Ledger ledger = opened;
        return ledger == null ? BlockAges.NONE : ledger.ages();
    }

    @Override
    public BlockSample sample() {
        Ledger ledger = opened;
        return ledger == null ? BlockSample.NONE : ledger.sample();
    }
}
