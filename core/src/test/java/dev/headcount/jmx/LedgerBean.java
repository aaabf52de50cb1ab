package dev.headcount.jmx;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.history.CurvelessHistory;
import dev.headcount.history.HistoryView;
import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.Growth;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibraryLedger;
import dev.headcount.watch.Findings;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * An agent of another version: it knows only some of the operations, and shows a ledger of the test's own. Blocks are mere
 * numbers.
 */
public final class LedgerBean implements AutoCloseable {

    /** What this version knows. */
    public interface EarlyMXBean {
        SnapshotData snapshot(int sites);

        long mark();

        List<GrowthData> since(long mark);

        void forget(long mark);
    }

    private record Early(
            Supplier<LedgerSnapshot> ledger, Supplier<Diagnosis> diagnosis, Map<Long, LedgerSnapshot> marks)
            implements EarlyMXBean {

        @Override
        public SnapshotData snapshot(int sites) {
            return SnapshotData.of(ledger.get(), new Findings(diagnosis.get(), HISTORY, Optional.empty()), sites);
        }

        @Override
        public synchronized long mark() {
            long mark = marks.size();
            marks.put(mark, ledger.get());
            return mark;
        }

        @Override
        public synchronized List<GrowthData> since(long mark) {
            return Growth.between(marks.get(mark), ledger.get()).sites().stream()
                    .map(GrowthData::of)
                    .toList();
        }

        @Override
        public synchronized void forget(long mark) {
            marks.put(mark, null);
        }
    }

    /** What it tells of its history. */
    public static final HistoryView HISTORY = new CurvelessHistory(4_999_999, 64 << 20, 3, 2);

    private static final long FIRST_BLOCK = 0x10_0000;

    private final Ledger ledger = Ledger.open(LedgerOptions.DEFAULT);
    private final Map<String, LibraryLedger> libraries = new HashMap<>();
    private final Map<Long, LibraryLedger> owners = new HashMap<>();
    private final Map<Long, LedgerSnapshot> marks = new HashMap<>();
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName name;
    private long next = FIRST_BLOCK;

    private LedgerBean(Optional<Supplier<LedgerSnapshot>> shown, Supplier<Diagnosis> diagnosis) {
        try {
            name = new ObjectName(HeadcountMXBean.NAME);
            Early bean = new Early(shown.orElse(ledger::snapshot), diagnosis, marks);
            server.registerMBean(new StandardMBean(bean, EarlyMXBean.class, true), name);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    /** Shows a ledger of its own. */
    public static LedgerBean open() {
        return new LedgerBean(Optional.empty(), () -> Diagnosis.NONE);
    }

    /** Shows what it is given. */
    public static LedgerBean of(Supplier<LedgerSnapshot> snapshots, Supplier<Diagnosis> diagnosis) {
        return new LedgerBean(Optional.of(snapshots), diagnosis);
    }

    /** The library allocates a block within a function, and answers its address. */
    public synchronized long allocate(String library, String function, long bytes) {
        LibraryLedger owner = libraries.computeIfAbsent(
                library, it -> ledger.library(LibraryFacts.named(it), Optional.of(HeaderFormat.NONE)));
        long block = next;
        next += bytes + 16 - bytes % 16;
        ledger.context().enter(ledger.function(function));
        try {
            owner.allocated(block, bytes);
        } finally {
            ledger.context().exit();
        }
        owners.put(block, owner);
        return block;
    }

    public synchronized void free(long block) {
        boolean _ = owners.remove(block).freeing(block);
    }

    /** How many moments it was told to remember and not yet to forget. */
    public synchronized long marks() {
        return marks.values().stream().filter(mark -> mark != null).count();
    }

    @Override
    public void close() {
        try {
            server.unregisterMBean(name);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
