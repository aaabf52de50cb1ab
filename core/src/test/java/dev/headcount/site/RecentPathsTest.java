package dev.headcount.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last call paths of a thread, as {@link BacktraceWalk} finds them. */
class RecentPathsTest {

    private static final int SQLITE = 0;
    private static final int CURL = 1;
    private static final int PREPARE = 5;
    private static final int STEP = 6;
    private static final int SITE = 4711;
    private static final int DEPTH = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CallPathWalk walk = BacktraceWalk.open(DEPTH).orElseThrow();
    private final RecentPaths recent = new RecentPaths();

    /** Paths that differ in their depth alone; asked twice from one place it walks the same ones. */
    private List<CallPath> paths(int count) {
        List<CallPath> paths = new ArrayList<>();
        for (int depth = 0; depth < count; depth++) {
            paths.add(path(depth));
        }
        return paths;
    }

    private CallPath path(int further) {
        return further == 0 ? walk.walk() : path(further - 1);
    }

    /** Each of the paths twice. */
    private List<List<CallPath>> pathsTwice(int count) {
        List<List<CallPath>> twice = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            twice.add(paths(count));
        }
        return twice;
    }

    private void keep(List<CallPath> paths) {
        for (int i = 0; i < paths.size(); i++) {
            recent.keep(SQLITE, PREPARE, paths.get(i), SITE + i);
        }
    }

    private List<Integer> sites(List<CallPath> paths) {
        return paths.stream().map(path -> recent.site(SQLITE, PREPARE, path)).toList();
    }

    @Test
    void shouldKnowNothingAtFirst() {
        assertEquals(CallContext.NO_SITE, recent.site(SQLITE, PREPARE, path(0)));
    }

    @Test
    void shouldKnowAPathThatIsWalkedAgain() {
        List<List<CallPath>> twice = pathsTwice(1);
        keep(twice.getFirst());
        assertEquals(List.of(SITE), sites(twice.getLast()));
    }

    @Test
    void shouldKnowFourPaths() {
        List<List<CallPath>> twice = pathsTwice(4);
        keep(twice.getFirst());
        assertEquals(List.of(SITE, SITE + 1, SITE + 2, SITE + 3), sites(twice.getLast()));
    }

    @Test
    void shouldForgetTheOldest() {
        List<List<CallPath>> twice = pathsTwice(6);
        keep(twice.getFirst());
        assertEquals(
                List.of(CallContext.NO_SITE, CallContext.NO_SITE, SITE + 2, SITE + 3, SITE + 4, SITE + 5),
                sites(twice.getLast()));
    }

    @Test
    void shouldForgetInTheOrderOfKeepingAgainAndAgain() {
        List<List<CallPath>> twice = pathsTwice(9);
        keep(twice.getFirst());
        assertEquals(
                List.of(SITE + 5, SITE + 6, SITE + 7, SITE + 8),
                sites(twice.getLast()).subList(5, 9));
        assertEquals(
                CallContext.NO_SITE,
                recent.site(SQLITE, PREPARE, twice.getLast().get(4)));
    }

    @Test
    void shouldTellFunctionsAndLibrariesApart() {
        List<CallPath> path = paths(1);
        keep(path);
        assertEquals(CallContext.NO_SITE, recent.site(SQLITE, STEP, path.getFirst()));
        assertEquals(CallContext.NO_SITE, recent.site(CURL, PREPARE, path.getFirst()));
        recent.keep(SQLITE, STEP, path.getFirst(), SITE + 1);
        recent.keep(CURL, PREPARE, path.getFirst(), SITE + 2);
        assertEquals(SITE, recent.site(SQLITE, PREPARE, path.getFirst()));
        assertEquals(SITE + 1, recent.site(SQLITE, STEP, path.getFirst()));
        assertEquals(SITE + 2, recent.site(CURL, PREPARE, path.getFirst()));
    }

    @Test
    void shouldTellTwoLinesOfAMethodApart() {
        CallPath first = path(0);
        CallPath second = path(0);
        recent.keep(SQLITE, PREPARE, first, SITE);
        assertEquals(SITE, recent.site(SQLITE, PREPARE, first));
        assertEquals(CallContext.NO_SITE, recent.site(SQLITE, PREPARE, second));
    }

    /** What is not cheap to compare has to be looked up. */
    @Test
    void shouldNotKnowAPathThatCannotTellWhetherItIsTheSame() {
        CallPathWalk plain = new StackWalkerWalk(DEPTH);
        CallPath path = plain.walk();
        recent.keep(SQLITE, PREPARE, path, SITE);
        assertEquals(CallContext.NO_SITE, recent.site(SQLITE, PREPARE, path));
    }

    /** A path names classes, whose loaders would live as long as the thread. */
    @Test
    void shouldKeepNoPathAlive() {
        List<List<CallPath>> twice = pathsTwice(1);
        List<CallPath> again = twice.removeLast();
        WeakReference<CallPath> kept = new WeakReference<>(twice.getFirst().getFirst());
        keep(twice.removeFirst());
        assertEquals(List.of(SITE), sites(again));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (kept.get() != null) {
            assertTrue(System.nanoTime() < deadline, "it is kept");
            System.gc();
        }
        assertEquals(List.of(CallContext.NO_SITE), sites(again));
    }
}
