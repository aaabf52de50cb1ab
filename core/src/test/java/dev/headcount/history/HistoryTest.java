package dev.headcount.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final int DAY = 24 * 3600;

    private final long seed = new Random().nextLong();
    private final History history = new History();

    private static LedgerSnapshot snapshot(long seconds, long... liveBytes) {
        List<SiteSnapshot> sites = new ArrayList<>();
        for (int i = 0; i < liveBytes.length; i++) {
            Site site = new Site(i + 1, "sqlite3", "sqlite3_step", null, List.of());
            sites.add(new SiteSnapshot(site, 2 * seconds, liveBytes[i] / 10, 20 * seconds, liveBytes[i]));
        }
        return new LedgerSnapshot(
                Instant.EPOCH.plusSeconds(seconds),
                seconds,
                List.of(),
                List.copyOf(sites),
                List.of(),
                LedgerSnapshot.empty().tracker());
    }

    private static LedgerSnapshot unchanged(long seconds, int sites) {
        List<SiteSnapshot> all = new ArrayList<>();
        for (int i = 1; i <= sites; i++) {
            all.add(new SiteSnapshot(new Site(i, "sqlite3", null, null, List.of()), 1, 1, 64, 64));
        }
        return new LedgerSnapshot(
                Instant.EPOCH,
                seconds,
                List.of(),
                all,
                List.of(),
                LedgerSnapshot.empty().tracker());
    }

    @Test
    void shouldKnowNothingAtFirst() {
        assertEquals(Curve.EMPTY, history.site(1));
        assertEquals(Curve.EMPTY, history.library("sqlite3"));
        assertFalse(history.hasRisen(1));
        assertTrue(history.since(1).isEmpty());
    }

    @Test
    void shouldKeepWhatEachSnapshotSaid() {
        history.add(snapshot(1, 500));
        history.add(snapshot(2, 300));
        assertEquals(
                List.of(new Reading(1, 500, 500, 50, 2, 20), new Reading(2, 300, 300, 30, 4, 40)),
                history.site(1).readings());
        assertEquals(1, history.since(1).getAsLong());
    }

    @Test
    void shouldTakeNoRoomForWhatDoesNotChange() {
        history.add(unchanged(1, 100_000));
        long bytes = history.bytes();
        for (int i = 2; i < 100; i++) {
            history.add(unchanged(i, 100_000));
        }
        assertEquals(bytes, history.bytes());
        assertTrue(bytes < 200 * 100_000, () -> bytes + " bytes for 100,000 sites");
        assertEquals(1, history.site(99_999).readings().size());
    }

    /** A day of snapshots of a site that changes all the time, with a short dip each hour. */
    @Test
    void shouldBeFinerForTheRecentPastAndKeepTheLowestOfAll() {
        TreeMap<Long, Long> lowestByHour = new TreeMap<>();
        for (int second = 1; second <= DAY; second++) {
            long bytes = second % 3600 == 1800 ? 1000 + second / 3600 : 100_000 + second;
            lowestByHour.merge(second / 3600L, bytes, Math::min);
            history.add(snapshot(second, bytes));
        }
        List<Reading> readings = history.site(1).readings();

        assertEquals(1, readings.getFirst().seconds());
        assertEquals(DAY, readings.getLast().seconds());
        assertTrue(readings.size() < 1000, () -> readings.size() + " readings");
        for (int i = 1; i < readings.size(); i++) {
            long gap = readings.get(i).seconds() - readings.get(i - 1).seconds();
            long age = DAY - readings.get(i).seconds();
            assertTrue(gap <= 2 + 3 * age / CurveLog.FULL_DETAIL, () -> gap + " s at an age of " + age);
        }
        for (long lowest : lowestByHour.headMap(24L).values()) {
            assertTrue(readings.stream().anyMatch(reading -> reading.lowestBytes() == lowest), () -> "lost " + lowest);
        }
    }

    @Test
    void shouldCoarsenTheSitesThatHoldLeastFirstAndForgetThemLast() {
        History small = new History(100_000);
        for (int second = 1; second <= 3000; second++) {
            long[] bytes = new long[40];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = 10_000L * i + second % 7;
            }
            small.add(snapshot(second, bytes));
            assertTrue(small.bytes() <= small.maxBytes(), () -> small.bytes() + " bytes");
        }
        assertTrue(small.coarsened() > 0);
        assertEquals(0, small.forgotten(), "there was detail to give up");
        int least = small.site(1).readings().size();
        int most = small.site(40).readings().size();
        assertTrue(least < most, () -> least + " readings of the smallest, " + most + " of the largest");
    }

    @Test
    void shouldForgetWhereNothingElseHelps() {
        History tiny = new History(10_000);
        long[] bytes = new long[200];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = 10L * i;
        }
        tiny.add(snapshot(1, bytes));
        assertTrue(tiny.bytes() <= tiny.maxBytes());
        assertTrue(tiny.forgotten() > 0);
        assertEquals(Curve.EMPTY, tiny.site(1));
        assertEquals(1, tiny.site(200).readings().size());
    }

    /** Every site and second changes: the bound holds, and the account of it is what the curves take. */
    @RepeatedTest(3)
    void shouldNeverTakeMoreThanItsBound() {
        Random random = new Random(seed);
        History bounded = new History(200_000);
        for (int second = 1; second < 2000; second += 1 + random.nextInt(3)) {
            bounded.add(snapshot(
                    second, random.longs(1 + random.nextInt(300), 0, 1 << 20).toArray()));
            assertTrue(bounded.bytes() <= bounded.maxBytes(), () -> "seed " + seed);
        }
    }

    @Test
    void shouldKnowWhatHasNeverRisen() {
        for (int second = 1; second <= 100; second++) {
            history.add(snapshot(second, 1000, 1000 - second, 1000 + second, second % 20));
        }
        assertFalse(history.hasRisen(1));
        assertFalse(history.hasRisen(2));
        assertTrue(history.hasRisen(3));
        assertFalse(history.hasRisen(4), "it came down to nothing again");
    }

    @Test
    void shouldKnowHowFarApartSnapshotsAre() {
        assertEquals(1, history.intervalSeconds());
        for (int i = 0; i < 100; i++) {
            history.add(snapshot(i * 30L, i));
        }
        assertEquals(30, history.intervalSeconds());
    }

    @Test
    void shouldRefuseToBeWithoutMemory() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> new History(0));
        assertEquals("a history needs some memory, maxBytes=0", refused.getMessage());
    }
}
