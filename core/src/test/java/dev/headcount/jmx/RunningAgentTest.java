package dev.headcount.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.LibraryFigures;
import dev.headcount.leak.SiteGrowth;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Snapshots;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.DamageKind;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.ledger.TrackerSnapshot;
import dev.headcount.site.Site;
import dev.headcount.watch.Look;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RunningAgentTest {

    private static final Site REPORTS =
            Snapshots.site(7, Snapshots.frame("com.acme.Reports", "monthly", 88), Snapshots.frame("Main", "main", 5));

    /** An agent that sends something quite different. */
    public interface StrangeMXBean {
        Map<String, String> snapshot(int sites);
    }

    @Test
    void shouldNotFindAnAgentWhereThereIsNone() {
        assertTrue(RunningAgent.in(ManagementFactory.getPlatformMBeanServer()).isEmpty());
        assertTrue(RunningAgent.find().isEmpty());
    }

    @Test
    void shouldReadWhatTheAgentShows() {
        LedgerSnapshot shown = new Snapshots()
                .with(new LibraryFigures("sqlite3")
                        .from("/lib/libsqlite3.so.0", "Java upcalls")
                        .header("SIZE_8", 24)
                        .live(3, 300)
                        .peak(500)
                        .freed(10, 1_000)
                        .reallocations(4)
                        .failures(5)
                        .foreign(6, 60)
                        .lost(8, 9)
                        .damage(DamageKind.DOUBLE_FREE, 2))
                .with(REPORTS, 3, 300)
                .with(new Site(8, "uv", null, "uv-worker", List.of()), 2, 200)
                .with(new TrackerSnapshot(4096, 2, 7, 5, 20, 3, "java.lang.Error", false, 41, 42))
                .taken();
        try (LedgerBean _ = LedgerBean.of(() -> shown, () -> Diagnosis.NONE)) {
            LedgerSnapshot read = look(10).snapshot();

            assertEquals(shown.takenAt(), read.takenAt());
            assertEquals(shown.uptimeSeconds(), read.uptimeSeconds());
            assertEquals(shown.tracker(), read.tracker());
            assertEquals(shown.sites(), read.sites());
            assertEquals(
                    LibraryData.of(shown.libraries().getFirst()),
                    LibraryData.of(read.libraries().getFirst()));
        }
    }

    @Test
    void shouldReadTheVerdictsTheWorstFirst() {
        SiteSnapshot reports = new SiteSnapshot(REPORTS, 6, 3, 600, 300);
        SiteSnapshot pool = new SiteSnapshot(Snapshots.site(9), 9, 9, 900, 900);
        Diagnosis diagnosis = new Diagnosis(
                60,
                List.of(
                        new SiteVerdict(
                                reports,
                                Verdict.LEAKING,
                                3.5,
                                "leaking: every request",
                                Optional.of(REPORTS.stack().getLast()),
                                false),
                        new SiteVerdict(pool, Verdict.STEADY, 0, "steady", true)));
        LedgerSnapshot shown =
                new Snapshots().with(REPORTS, 3, 300).with(pool.site(), 9, 900).taken();
        LedgerSnapshot sites =
                new LedgerSnapshot(shown.takenAt(), 60, List.of(), List.of(pool, reports), List.of(), shown.tracker());
        try (LedgerBean _ = LedgerBean.of(() -> sites, () -> diagnosis)) {
            assertEquals(diagnosis, look(10).findings().diagnosis());
        }
    }

    @Test
    void shouldAskForNoMoreSitesThanAreWanted() {
        Snapshots shown = new Snapshots();
        for (int id = 1; id <= 30; id++) {
            shown.with(Snapshots.site(id), 1, id);
        }
        try (LedgerBean _ = LedgerBean.of(shown::taken, () -> Diagnosis.NONE)) {
            List<SiteSnapshot> sites = look(5).snapshot().sites();
            assertEquals(
                    List.of(30L, 29L, 28L, 27L, 26L),
                    sites.stream().map(SiteSnapshot::liveBytes).toList());
        }
    }

    @Test
    void shouldTellWhatChangedSinceAMark() {
        try (LedgerBean bean = LedgerBean.open()) {
            RunningAgent agent = RunningAgent.find().orElseThrow();
            long before = bean.allocate("acme", "acme_open", 60);
            long mark = agent.mark();
            bean.free(before);
            bean.allocate("acme", "acme_read", 1_999_993);

            List<SiteGrowth> growth = agent.since(mark);
            assertEquals(2, growth.size());
            assertEquals("acme_read", growth.getFirst().site().function());
            assertEquals(1, growth.getFirst().liveBlocks());
            assertEquals(1_999_993, growth.getFirst().liveBytes());
            assertEquals(-60, growth.getLast().liveBytes());

            agent.forget(mark);
            assertEquals(0, bean.marks());
        }
    }

    @Test
    void shouldTakeWhatItDoesNotFindAsNothing() throws Exception {
        CompositeType type = new CompositeType(
                "Snapshot",
                "of another version",
                new String[] {"uptimeSeconds", "color"},
                new String[] {"a", "b"},
                new OpenType<?>[] {SimpleType.STRING, SimpleType.STRING});
        OpenData data = new OpenData(new CompositeDataSupport(type, Map.of("uptimeSeconds", "long", "color", "red")));

        LedgerSnapshot snapshot = SnapshotReader.snapshot(data);

        assertEquals(0, snapshot.uptimeSeconds());
        assertEquals(List.of(), snapshot.libraries());
        assertEquals(List.of(), snapshot.sites());
        assertEquals(LedgerSnapshot.empty().tracker(), snapshot.tracker());
        assertEquals(new Diagnosis(0, List.of()), SnapshotReader.diagnosis(data));
    }

    @Test
    void shouldSayWhatTheAgentDoesNotAnswer() throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        StrangeMXBean strange = sites -> {
            throw new IllegalStateException("not now");
        };
        server.registerMBean(
                new StandardMBean(strange, StrangeMXBean.class, true), new ObjectName(HeadcountMXBean.NAME));
        RunningAgent agent = RunningAgent.in(server).orElseThrow();

        assertMessage("the agent refuses 'snapshot': not now", () -> agent.look(1));
        assertMessage("the agent does not answer 'mark'; is its version too old? ", agent::mark);
    }

    private static void assertMessage(String beginning, Executable call) {
        String message = assertThrows(AgentUnreadableException.class, call).getMessage();
        assertTrue(message.startsWith(beginning), message);
    }

    private static Look look(int sites) {
        return RunningAgent.find().orElseThrow().look(sites);
    }
}
