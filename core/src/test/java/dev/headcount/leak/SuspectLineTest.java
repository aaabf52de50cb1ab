package dev.headcount.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.site.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SuspectLineTest {

    private static final int MANY = 50_000;

    private static final StackTraceElement BINDING = Snapshots.frame("com.acme.Sqlite", "sqlite3_step", 70);
    private static final StackTraceElement WRAPPER = Snapshots.frame("com.acme.Database", "prepare", 44);
    private static final StackTraceElement BAD = Snapshots.frame("com.acme.Reports", "sales", 21);
    private static final StackTraceElement GOOD = Snapshots.frame("com.acme.Orders", "list", 28);
    private static final StackTraceElement SERVER = Snapshots.frame("com.acme.Server", "answer", 76);

    private static final Site LEAKING = Snapshots.site(7, BINDING, WRAPPER, BAD, SERVER);

    @Test
    void shouldBeWhereThePathLeavesThatOfAGoodCaller() {
        assertEquals("com.acme.Reports.sales(Reports.java:21)", suspect(good(BINDING, WRAPPER, GOOD, SERVER)));
    }

    @Test
    void shouldGoByTheGoodCallerThatIsNearest() {
        StackTraceElement sameMethod = Snapshots.frame("com.acme.Reports", "sales", 30);

        assertEquals(
                "com.acme.Reports.sales(Reports.java:21)",
                suspect(good(BINDING, GOOD), good(BINDING, WRAPPER, sameMethod), good(GOOD)));
    }

    @Test
    void shouldBeALineOfTheApplications() {
        StackTraceElement each = Snapshots.frame("java.util.ArrayList", "forEach", 1596);
        Site site = Snapshots.site(8, BINDING, WRAPPER, each, BAD, SERVER);

        Map<Integer, StackTraceElement> suspects =
                SuspectLine.of(List.of(site), List.of(good(BINDING, WRAPPER, GOOD, SERVER)));

        assertEquals(Map.of(8, "sales"), methods(suspects));
    }

    @Test
    void shouldBeTheCallerWhereNobodyElseCallsTheFunction() {
        assertEquals("com.acme.Database.prepare(Database.java:44)", suspect());
    }

    @Test
    void shouldNotHeedCallersOfOtherFunctions() {
        Site close = new Site(8, "sqlite3", "sqlite3_close", null, List.of(BINDING, WRAPPER, GOOD));
        Site other = new Site(9, "uv", "sqlite3_step", null, List.of(BINDING, WRAPPER, GOOD));

        assertEquals("com.acme.Database.prepare(Database.java:44)", suspect(close, other));
    }

    @Test
    void shouldNotHeedOneThatHasTheWholePath() {
        assertEquals(
                "com.acme.Database.prepare(Database.java:44)", suspect(good(BINDING, WRAPPER, BAD, SERVER, SERVER)));
    }

    @Test
    void shouldBeNoneWithoutACallPath() {
        assertEquals(Map.of(), SuspectLine.of(List.of(Snapshots.site(1)), List.of(good(BINDING))));
    }

    @Test
    void shouldTellEachOfSeveralAccusedFromTheInnocentsAlone() {
        Site other = Snapshots.site(8, BINDING, WRAPPER, BAD, GOOD);
        Site elsewhere = Snapshots.site(9, BINDING, GOOD, SERVER);

        assertEquals(
                Map.of(7, "sales", 8, "sales", 9, "answer"),
                methods(SuspectLine.of(
                        List.of(LEAKING, other, elsewhere),
                        List.of(good(BINDING, WRAPPER, SERVER), good(BINDING, GOOD, WRAPPER)))));
    }

    /** The paths of all against those of all others would be hours of work. */
    @Test
    @Timeout(20)
    void shouldTakeTheTimeOfOneWalkHoweverManyThereAre() {
        List<Site> accused = IntStream.range(0, MANY)
                .mapToObj(id -> deep(id, Snapshots.frame("com.acme.Bad", "m" + id, id)))
                .toList();
        List<Site> innocents = IntStream.range(MANY, 2 * MANY)
                .mapToObj(id -> deep(id, Snapshots.frame("com.acme.Good", "m" + id, id)))
                .toList();

        Map<Integer, StackTraceElement> suspects = SuspectLine.of(accused, innocents);

        assertEquals(MANY, suspects.size());
        assertEquals("m61", suspects.get(61).getMethodName());
    }

    private static Site deep(int id, StackTraceElement caller) {
        List<StackTraceElement> stack = new ArrayList<>(Collections.nCopies(30, WRAPPER));
        stack.add(caller);
        return Snapshots.site(id, stack.toArray(StackTraceElement[]::new));
    }

    private static String suspect(Site... innocents) {
        return SuspectLine.of(List.of(LEAKING), List.of(innocents))
                .get(LEAKING.id())
                .toString();
    }

    private static Map<Integer, String> methods(Map<Integer, StackTraceElement> suspects) {
        return suspects.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().getMethodName()));
    }

    private static Site good(StackTraceElement... stack) {
        return Snapshots.site(2, stack);
    }
}
