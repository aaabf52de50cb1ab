package dev.headcount.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuspectLineTest {

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
    void shouldBeTheCallerWhereNobodyElseCallsTheFunction() {
        assertEquals("com.acme.Database.prepare(Database.java:44)", suspect());
    }

    @Test
    void shouldNotHeedCallersOfOtherFunctions() {
        Site close = new Site(8, "sqlite3", "sqlite3_close", null, List.of(BINDING, WRAPPER, GOOD));
        Site other = new Site(9, "uv", "sqlite3_step", null, List.of(BINDING, WRAPPER, GOOD));

        assertEquals("com.acme.Database.prepare(Database.java:44)", suspect(snapshot(close), snapshot(other)));
    }

    @Test
    void shouldNotHeedOneThatHasTheWholePath() {
        assertEquals(
                "com.acme.Database.prepare(Database.java:44)", suspect(good(BINDING, WRAPPER, BAD, SERVER, SERVER)));
    }

    @Test
    void shouldBeNoneWithoutACallPath() {
        assertEquals(Optional.empty(), SuspectLine.of(Snapshots.site(1), List.of(good(BINDING))));
    }

    private static String suspect(SiteSnapshot... innocents) {
        return SuspectLine.of(LEAKING, List.of(innocents)).orElseThrow().toString();
    }

    private static SiteSnapshot good(StackTraceElement... stack) {
        return snapshot(Snapshots.site(2, stack));
    }

    private static SiteSnapshot snapshot(Site site) {
        return new SiteSnapshot(site, 5, 0, 500, 0);
    }
}
