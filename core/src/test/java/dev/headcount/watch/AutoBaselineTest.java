package dev.headcount.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.history.CurvelessHistory;
import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Snapshots;
import dev.headcount.leak.SteadyState;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutoBaselineTest {

    private final List<Integer> taken = new ArrayList<>();
    private int looks;

    @Test
    void shouldWaitUntilNoNewSiteHasComeForAWhile() {
        AutoBaseline baseline = AutoBaseline.whenSteady(() -> taken.add(looks));

        look(baseline, 10, Verdict.STEADY, 1);
        look(baseline, SteadyState.QUIET_LOOKS, Verdict.STEADY, 1, 2);
        assertEquals(List.of(), taken);
        look(baseline, 1, Verdict.STEADY, 1, 2);
        assertEquals(List.of(10 + SteadyState.QUIET_LOOKS + 1), taken);
    }

    @Test
    void shouldWaitWhileASiteWarmsUp() {
        AutoBaseline baseline = AutoBaseline.whenSteady(() -> taken.add(looks));

        look(baseline, 200, Verdict.WARMING_UP, 1, 2);
        assertEquals(List.of(), taken);
        look(baseline, 1, Verdict.GROWING, 1, 2);
        assertEquals(List.of(201), taken);
    }

    @Test
    void shouldNotTakeASiteThatWentAndCameBackForANewOne() {
        AutoBaseline baseline = AutoBaseline.whenSteady(() -> taken.add(looks));

        look(baseline, 1, Verdict.STEADY, 1, 2);
        look(baseline, SteadyState.QUIET_LOOKS - 1, Verdict.STEADY, 1);
        look(baseline, 1, Verdict.STEADY, 1, 2);
        assertEquals(List.of(1 + SteadyState.QUIET_LOOKS), taken);
    }

    @Test
    void shouldNotCallSteadyWhatHasNotBegun() {
        look(AutoBaseline.whenSteady(() -> taken.add(looks)), 200, Verdict.STEADY);

        assertEquals(List.of(), taken);
    }

    @Test
    void shouldTakeItAfterSomeTimeAndOnce() {
        AutoBaseline baseline = AutoBaseline.after(7_990, () -> taken.add(looks));
        look(baseline, 3, Verdict.WARMING_UP, 1);

        assertEquals(List.of(1), taken, "the snapshots are of that time");
    }

    @Test
    void shouldWaitForItsTime() {
        look(AutoBaseline.after(7_991, () -> taken.add(looks)), 3, Verdict.STEADY, 1);

        assertEquals(List.of(), taken);
    }

    @Test
    void shouldLeaveTheBaselineThatSomebodyTook() {
        AutoBaseline baseline = AutoBaseline.after(0, () -> taken.add(looks));
        baseline.accept(look(Optional.of(Snapshots.empty()), Verdict.STEADY, 1));
        look(baseline, 3, Verdict.STEADY, 1);

        assertEquals(List.of(), taken);
    }

    private void look(AutoBaseline baseline, int times, Verdict verdict, int... sites) {
        for (int i = 0; i < times; i++) {
            looks++;
            baseline.accept(look(Optional.empty(), verdict, sites));
        }
    }

    private static Look look(Optional<LedgerSnapshot> baseline, Verdict verdict, int... sites) {
        List<SiteVerdict> verdicts = IntStream.of(sites)
                .mapToObj(id -> new SiteVerdict(
                        new SiteSnapshot(Snapshots.site(id), 1, 1, 61, 61), verdict, 0, verdict.words(), false))
                .toList();
        LedgerSnapshot snapshot = Snapshots.empty();
        return new Look(
                snapshot,
                new Findings(new Diagnosis(snapshot.uptimeSeconds(), verdicts), CurvelessHistory.EMPTY, baseline));
    }
}
