package dev.headcount.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteRankingTest {

    private static final LedgerSnapshot SNAPSHOT = new Snapshots()
            .with(Snapshots.site(1), 1, 100)
            .with(Snapshots.site(2), 0, 0)
            .with(Snapshots.site(3), 7, 900)
            .with(Snapshots.site(4), 2, 100)
            .with(Snapshots.site(5), 1, 100)
            .taken();

    @Test
    void shouldPutTheLargestFirstThenTheOneWithMoreBlocksThenTheOlder() {
        assertEquals(List.of(3, 4, 1, 5), ids(SiteRanking.live(SNAPSHOT).sites()));
    }

    @Test
    void shouldKnowEverySiteThatEverAllocated() {
        assertEquals(List.of(3, 4, 1, 5, 2), ids(SiteRanking.all(SNAPSHOT).sites()));
    }

    @Test
    void shouldTakeBlocksOfNoBytesForLiveOnes() {
        LedgerSnapshot snapshot = new Snapshots().with(Snapshots.site(1), 1, 0).taken();

        assertEquals(List.of(1), ids(SiteRanking.live(snapshot).sites()));
    }

    @Test
    void shouldSumUpWhatTheTopLeavesOut() {
        SiteRanking ranking = SiteRanking.live(SNAPSHOT);

        assertEquals(List.of(3, 4), ids(ranking.top(2)));
        assertEquals(new SiteRanking.Sum(2, 2, 200), ranking.remainder(2));
    }

    @Test
    void shouldLeaveNothingOutWhereThereAreFewer() {
        SiteRanking ranking = SiteRanking.live(SNAPSHOT);

        assertEquals(4, ranking.top(100).size());
        assertEquals(new SiteRanking.Sum(0, 0, 0), ranking.remainder(100));
    }

    private static List<Integer> ids(List<SiteSnapshot> sites) {
        return sites.stream().map(site -> site.site().id()).toList();
    }
}
