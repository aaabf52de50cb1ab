package dev.headcount.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.leak.SiteGrowth;
import dev.headcount.leak.Snapshots;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageViewTest {

    @Test
    void shouldPutTheAccusedFirstAndThenTheLargest() {
        PageView view = PageView.of(Shown.report(Optional.empty()));

        assertEquals(List.of(7, 9, 8), view.sites().stream().map(ShownSite::id).toList());
    }

    @Test
    void shouldNameTheSuspectOfTheVerdictAndTheCallerWhereThereIsNone() {
        PageView view = PageView.of(Shown.report(Optional.empty()));

        assertEquals(Optional.of(Shown.SUSPECT), view.sites().getFirst().line());
        assertEquals(Optional.empty(), view.sites().get(1).line());
        assertEquals("prepare", view.sites().get(2).line().orElseThrow().getMethodName());
    }

    @Test
    void shouldKnowWhatGrewSinceTheBaseline() {
        PageView view = PageView.of(Shown.report(Optional.of(Shown.BASELINE)));

        assertEquals(Optional.of(2_000L), view.sites().getFirst().growth().map(SiteGrowth::liveBytes));
        assertEquals(Optional.empty(), view.sites().get(1).growth());
    }

    @Test
    void shouldShowTheLargestSitesWhereNobodyWatched() {
        Snapshots snapshots = new Snapshots();
        IntStream.rangeClosed(1, 100).forEach(id -> snapshots.with(Snapshots.site(id), 1, id));
        LedgerSnapshot snapshot = snapshots.taken();

        PageView view = PageView.of(new Report(snapshot, new BlockAges(Map.of()), List.of()));

        assertEquals(100, view.sites().getFirst().id());
        assertTrue(view.sites().size() < 100, "bounded");
        assertEquals(Optional.empty(), view.sites().getFirst().verdict());
    }
}
