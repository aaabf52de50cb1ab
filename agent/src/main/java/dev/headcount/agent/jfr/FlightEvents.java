package dev.headcount.agent.jfr;

import dev.headcount.leak.SiteRanking;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.ledger.Damage;
import dev.headcount.ledger.LedgerView;
import dev.headcount.ledger.ListedBlock;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.watch.Findings;
import dev.headcount.watch.Look;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;

/**
 * Has events written while Flight Recorder records, by a thread of its own, at the periods that its recordings say. Before
 * somebody has started it, this asks one static field for that, once a look.
 */
public final class FlightEvents implements Consumer<Look> {

    private final LedgerView ledger;
    private final Supplier<Findings> findings;
    private boolean registered;

    public FlightEvents(LedgerView ledger, Supplier<Findings> findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    @Override
    public void accept(Look look) {
        if (!registered && FlightRecorder.isInitialized()) {
            registered = true;
            register(SiteEvent.class, this::sites);
            register(VerdictEvent.class, this::verdicts);
            register(BlockEvent.class, this::blocks);
            register(DamageEvent.class, this::damage);
        }
    }

    /** What a hook throws would be on the application's standard output. */
    private static void register(Class<? extends Event> type, Runnable writing) {
        FlightRecorder.addPeriodicEvent(type, () -> {
            try {
                writing.run();
            } catch (RuntimeException | Error e) {
                // There are no such events then; the pages and the reports say what is wrong.
            }
        });
    }

    private void sites() {
        int rank = 0;
        for (SiteSnapshot site : SiteRanking.live(ledger.snapshot()).sites()) {
            SiteEvent event = new SiteEvent();
            event.rank = ++rank;
            if (!event.shouldCommit()) {
                return;
            }
            event.allocatedBy(site.site());
            event.liveBlocks = site.liveBlocks();
            event.liveBytes = site.liveBytes();
            event.allocations = site.allocations();
            event.allocatedBytes = site.allocatedBytes();
            event.commit();
        }
    }

    private void verdicts() {
        int rank = 0;
        for (SiteVerdict verdict : findings.get().diagnosis().sites()) {
            VerdictEvent event = new VerdictEvent();
            event.rank = ++rank;
            if (!event.shouldCommit()) {
                return;
            }
            event.allocatedBy(verdict.site().site());
            event.verdict = verdict.verdict().key();
            event.evidence = verdict.evidence();
            event.suspect = verdict.suspect().map(StackTraceElement::toString).orElse(null);
            event.bytesPerHour = Math.round(verdict.bytesPerHour());
            event.liveBytes = verdict.site().liveBytes();
            event.expected = verdict.expected();
            event.commit();
        }
    }

    private void blocks() {
        int rank = 0;
        for (ListedBlock block : ledger.sample().blocks()) {
            BlockEvent event = new BlockEvent();
            event.rank = ++rank;
            if (!event.shouldCommit()) {
                return;
            }
            event.allocatedBy(block.site());
            event.address = block.address();
            event.size = block.size();
            event.age = block.ageSeconds();
            event.weight = block.weight();
            event.commit();
        }
    }

    private void damage() {
        for (Damage damage : ledger.snapshot().damage()) {
            DamageEvent event = new DamageEvent();
            event.kind = damage.kind().words();
            event.library = damage.library();
            event.pointer = damage.pointer();
            event.size = damage.size();
            event.text = damage.describe();
            event.allocatedAt = damage.bornAt() == null ? null : RankedEvent.callPath(damage.bornAt());
            event.foundAt = RankedEvent.callPath(damage.foundAt());
            event.passedOn = damage.passedOn();
            event.commit();
        }
    }
}
