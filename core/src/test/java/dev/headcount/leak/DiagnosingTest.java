package dev.headcount.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.history.History;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.Generations;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of curves; programs on real libraries are in the corpus. */
class DiagnosingTest {

    private static final Site MONTHLY = new Site(
            17,
            "sqlite3",
            "sqlite3_prepare_v2",
            null,
            List.of(
                    Snapshots.frame("com.acme.Sqlite", "sqlite3_prepare_v2", 31),
                    Snapshots.frame("com.acme.Reports", "monthly", 88),
                    Snapshots.frame("com.acme.Server", "answer", 76)));
    private static final Site OTHER = new Site(18, "sqlite3", "sqlite3_step", null, List.of());
    private static final long MIB = 1 << 20;

    private final History history = new History();
    private LedgerSnapshot last;
    private List<Called> others = List.of();

    /** One more site, which holds so many bytes more each second. */
    private record Called(Site site, long bytesPerSecond) {}

    /** A site of the same function, by way of the same line. */
    private static Called called(String type, String method, long bytesPerSecond) {
        List<StackTraceElement> stack = List.of(
                MONTHLY.stack().get(0), MONTHLY.stack().get(1), Snapshots.frame("com.acme." + type, method, 28));
        return new Called(new Site(19, "sqlite3", "sqlite3_prepare_v2", null, stack), bytesPerSecond);
    }

    private static SiteSnapshot of(Site site, long seconds, long bytes) {
        return new SiteSnapshot(site, seconds, Math.ceilDiv(bytes, 100), seconds * 100, bytes);
    }

    /** Snapshots each {@code step} seconds of two sites that hold as many bytes as the functions say. */
    private void watch(int snapshots, int step, LongUnaryOperator monthly, LongUnaryOperator other) {
        for (int i = 0; i < snapshots; i++) {
            long now = (long) i * step;
            List<SiteSnapshot> sites = new ArrayList<>();
            sites.add(of(MONTHLY, now, monthly.applyAsLong(now)));
            sites.add(of(OTHER, now, other.applyAsLong(now)));
            others.forEach(it -> sites.add(of(it.site(), now, now * it.bytesPerSecond())));
            last = new LedgerSnapshot(
                    Instant.EPOCH,
                    now,
                    List.of(),
                    sites,
                    List.of(),
                    LedgerSnapshot.empty().tracker());
            history.add(last);
        }
    }

    private SiteVerdict monthly(BlockAges ages) {
        return Diagnosing.of(last, history, ages).site(MONTHLY.id()).orElseThrow();
    }

    @Test
    void shouldSayOfALeakWhatIsKnownOfItsBlocks() {
        int hours = 3 * 3600;
        watch(hours / 60 + 1, 60, now -> 1000 + now * 31 * MIB / 36_000, _ -> 100);
        int[] ages =
                IntStream.iterate(0, age -> age < hours - 500, age -> age + 30).toArray();
        SiteVerdict verdict = monthly(new BlockAges(Map.of(), Map.of(MONTHLY.id(), known(ages, (int)
                last.sites().getFirst().liveBlocks()))));

        assertEquals(Verdict.LEAKING, verdict.verdict());
        assertEquals(3.1 * MIB, verdict.bytesPerHour(), 0.01 * MIB);
        assertEquals(
                "leaking 3.1 MiB/h in sqlite3_prepare_v2 from Reports.monthly(Reports.java:88): blocks of 58 of the"
                        + " last 60 generations are still alive, the oldest for 2 h",
                verdict.evidence());
    }

    /** Of these ages, and as many of the first one that there are {@code blocks} in all. */
    private static Generations known(int[] ages, int blocks) {
        int[] all = IntStream.range(0, blocks)
                .map(i -> ages[Math.min(i, ages.length - 1)])
                .toArray();
        return Generations.ofAges(all);
    }

    @Test
    void shouldSayOfALeakWhoseBlocksAreNotKnownWhatIsKnownInstead() {
        watch(61, 1, now -> now * 1024, _ -> 100);
        assertEquals(
                "leaking 3.5 MiB/h in sqlite3_prepare_v2 from Reports.monthly(Reports.java:88): its low-water mark"
                        + " rose in 19 of the last 19 intervals of 3 s, and what it takes is not given back",
                monthly(BlockAges.NONE).evidence());
    }

    @Test
    void shouldNameTheLineWhereThePathLeavesThatOfASiteThatGivesAllBack() {
        others = List.of(called("Orders", "list", 0));
        watch(61, 1, now -> now * 1024, _ -> 100);
        SiteVerdict verdict = monthly(BlockAges.NONE);

        assertEquals(
                "com.acme.Server.answer(Server.java:76)",
                verdict.suspect().orElseThrow().toString());
        assertTrue(
                verdict.evidence()
                        .startsWith("leaking 3.5 MiB/h in sqlite3_prepare_v2 from Server.answer(Server.java:76): "),
                verdict::evidence);
    }

    @Test
    void shouldNotCompareWithASiteThatIsAccusedItself() {
        others = List.of(called("Orders", "list", 1024));
        watch(61, 1, now -> now * 1024, _ -> 100);
        assertEquals(
                "com.acme.Reports.monthly(Reports.java:88)",
                monthly(BlockAges.NONE).suspect().orElseThrow().toString());
    }

    @Test
    void shouldSuspectNothingWhereNothingIsWrong() {
        watch(61, 1, _ -> 1024, _ -> 100);
        assertEquals(Optional.empty(), monthly(BlockAges.NONE).suspect());
    }

    @Test
    void shouldWarmUpFirst() {
        watch(15, 1, now -> now * 1024, _ -> 100);
        assertEquals(
                "warming up: watched for 14 s only", monthly(BlockAges.NONE).evidence());
        assertFalse(Diagnosing.of(last, history, BlockAges.NONE).isSettled());
    }

    @Test
    void shouldNotCallALeakWhatHasYoungBlocksOnly() {
        watch(61, 1, now -> now * 1024, _ -> 100);
        int[] young = new int[(int) last.sites().getFirst().liveBlocks()];
        SiteVerdict verdict = monthly(new BlockAges(Map.of(), Map.of(MONTHLY.id(), Generations.ofAges(young))));
        assertEquals(Verdict.GROWING, verdict.verdict());
        assertTrue(verdict.evidence().endsWith("but few of the blocks alive are old"), verdict::evidence);
    }

    @Test
    void shouldTakeAgesForWhatTheyAreWhereFewAreKnown() {
        watch(61, 1, now -> now * 1024, _ -> 100);
        SiteVerdict verdict = monthly(new BlockAges(Map.of(), Map.of(MONTHLY.id(), Generations.ofAges(0))));
        assertEquals(Verdict.LEAKING, verdict.verdict());
    }

    @Test
    void shouldCallFillingWhatGrowsMoreAndMoreSlowly() {
        watch(81, 1, now -> (long) (MIB * (1 - Math.exp(-now / 30.0))), _ -> 100);
        SiteVerdict verdict = monthly(BlockAges.NONE);
        assertEquals(Verdict.FILLING, verdict.verdict());
        assertTrue(verdict.bytesPerHour() > 0);
        assertFalse(Diagnosing.of(last, history, BlockAges.NONE).isSettled(), "most is held by what still fills");
    }

    @Test
    void shouldCallSteadyWhatWasFilledLongAgo() {
        watch(400, 1, now -> Math.min(now, 15) * 1024, _ -> 100);
        assertEquals(Verdict.STEADY, monthly(BlockAges.NONE).verdict());
        assertTrue(Diagnosing.of(last, history, BlockAges.NONE).isSettled());
    }

    /** Hours of a leak so slow that each minute alone is nothing but churn. */
    @Test
    void shouldFindInHoursWhatCannotBeSeenInMinutes() {
        watch(6 * 3600, 1, now -> 1_000_000 + now / 3 + (now * 7919 % 1000) * 50, _ -> 100);
        SiteVerdict verdict = monthly(BlockAges.NONE);
        assertEquals(Verdict.LEAKING, verdict.verdict());
        assertEquals(1200, verdict.bytesPerHour(), 120);
    }

    @Test
    void shouldBeginWithTheWorst() {
        watch(61, 1, now -> now * 10, now -> now * 1000);
        List<Integer> order = new ArrayList<>();
        Diagnosing.of(last, history, BlockAges.NONE)
                .sites()
                .forEach(site -> order.add(site.site().site().id()));
        assertEquals(List.of(OTHER.id(), MONTHLY.id()), order);
    }

    @Test
    void shouldEndWithWhatIsExpected() {
        watch(61, 1, now -> now * 10, now -> now * 1000);
        Expectations expectations = new Expectations(List.of(new Expectation("known", "*", "sqlite3_step", "*", "*")));
        Diagnosis diagnosis = Diagnosing.of(last, history, BlockAges.NONE, expectations);

        assertEquals(MONTHLY, diagnosis.sites().getFirst().site().site());
        assertTrue(diagnosis.sites().getLast().expected());
        assertEquals(Verdict.LEAKING, diagnosis.sites().getLast().verdict());
        assertEquals(1, diagnosis.expectations().getFirst().sites());
        assertEquals(Optional.empty(), diagnosis.site(99));
    }
}
