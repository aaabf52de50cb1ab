package dev.headcount.site;

import static dev.headcount.site.SiteTable.NO_FUNCTION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiteTableTest {

    private final SiteTable table = new SiteTable(3);
    private final int sqlite = table.library("sqlite3");
    private final int uv = table.library("uv");
    private final int step = table.function("sqlite3_step");
    private final int prepare = table.function("sqlite3_prepare_v2");

    /** A path of a single frame, in the line with that number. */
    private static CallPath line(int number) {
        StackTraceElement frame = new StackTraceElement("shop.Orders", "load", "Orders.java", number);
        return new CallPath() {
            @Override
            public long[] fingerprint() {
                return new long[] {number};
            }

            @Override
            public List<StackTraceElement> frames() {
                return List.of(frame);
            }
        };
    }

    @Test
    void shouldNumberLibrariesFromZero() {
        assertEquals(0, sqlite);
        assertEquals(1, uv);
    }

    @Test
    void shouldGiveTheSameFunctionTheSameId() {
        assertEquals(step, table.function("sqlite3_step"));
        assertNotEquals(step, prepare);
        assertNotEquals(NO_FUNCTION, step);
        assertEquals("sqlite3_step", table.functionName(step));
        assertNull(table.functionName(NO_FUNCTION));
    }

    @Test
    void shouldGiveTheSamePathTheSameId() {
        int site = table.of(sqlite, step, line(1));
        assertEquals(site, table.of(sqlite, step, line(1)));
        assertEquals(1, table.size());
        assertNotEquals(CallContext.NO_SITE, site);
    }

    @Test
    void shouldTellPathsFunctionsAndLibrariesApart() {
        Set<Integer> sites = new HashSet<>();
        SiteTable roomy = new SiteTable(100);
        for (int library = roomy.library("a"); library < 2; library = roomy.library("next")) {
            for (int function : List.of(NO_FUNCTION, roomy.function("f"), roomy.function("g"))) {
                sites.add(roomy.of(library, function));
                sites.add(roomy.of(library, function, line(1)));
                sites.add(roomy.of(library, function, line(2)));
            }
            sites.add(roomy.ofThread(library, "loop-1"));
            sites.add(roomy.ofThread(library, "loop-2"));
        }
        assertEquals(2 * (3 * 3 + 2), sites.size());
        assertEquals(sites.size(), roomy.size());
    }

    @Test
    void shouldTellWhatASiteIs() {
        int site = table.of(sqlite, step, line(1));
        assertEquals(new Site(site, "sqlite3", "sqlite3_step", null, line(1).frames()), table.site(site));
        assertEquals(sqlite, table.libraryOf(site));
    }

    @Test
    void shouldNameTheNativeThreadOfASite() {
        int site = table.ofThread(uv, "uv-worker");
        assertEquals(site, table.ofThread(uv, "uv-worker"));
        assertEquals(new Site(site, "uv", null, "uv-worker", List.of()), table.site(site));
        assertEquals(uv, table.libraryOf(site));
    }

    @Test
    void shouldChargeWhatFindsNoRoomToTheLibrarysOverflowSite() {
        table.of(sqlite, step, line(1));
        table.of(sqlite, step, line(2));
        int last = table.of(sqlite, step, line(3));
        assertEquals(table.overflow(sqlite), table.of(sqlite, step, line(4)));
        assertEquals(table.overflow(sqlite), table.of(sqlite, prepare, line(5)));
        assertEquals(table.overflow(uv), table.ofThread(uv, "uv-worker"));
        assertNotEquals(table.overflow(sqlite), table.overflow(uv));
        assertEquals(last, table.of(sqlite, step, line(3)), "a site that is known stays");
        assertEquals(3, table.size());
        assertEquals(3, table.capacity());
    }

    @Test
    void shouldHaveAnOverflowSiteForEachLibraryFromTheStart() {
        Site overflow = table.site(table.overflow(uv));
        assertEquals("uv", overflow.library());
        assertEquals(Site.OVERFLOW, overflow.function());
        assertEquals(uv, table.libraryOf(overflow.id()));
        assertEquals("(site table full)", overflow.describe());
    }

    @Test
    void shouldListEverySite() {
        int site = table.of(sqlite, step, line(1));
        assertEquals(
                List.of(table.site(site), table.site(table.overflow(sqlite)), table.site(table.overflow(uv))),
                table.all());
    }

    @Test
    void shouldKnowNoSiteThatItDidNotGive() {
        assertThrows(IllegalArgumentException.class, () -> table.site(CallContext.NO_SITE));
        assertThrows(IllegalArgumentException.class, () -> table.site(1));
    }

    @Test
    void shouldRefuseToHoldNothing() {
        assertThrows(IllegalArgumentException.class, () -> new SiteTable(0));
    }

    @Test
    void shouldRefuseMoreLibrariesThanItHasRoomFor() {
        for (int i = 2; i < SiteTable.MAX_LIBRARIES; i++) {
            table.library("library " + i);
        }
        assertThrows(IllegalStateException.class, () -> table.library("one more"));
        assertEquals("library 255", table.site(table.overflow(255)).library());
    }

    @Test
    void shouldGiveThreadsThatMeetTheSamePathTheSameId() throws Exception {
        SiteTable shared = new SiteTable(500);
        int library = shared.library("sqlite3");
        Callable<List<Site>> task = () -> IntStream.range(0, 1000)
                .mapToObj(i -> shared.site(shared.of(library, shared.function("f" + i % 7), line(i))))
                .toList();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<List<Site>>> answers = pool.invokeAll(List.of(task, task, task, task));
            List<Site> first = answers.getFirst().get();
            for (Future<List<Site>> each : answers) {
                for (int i = 0; i < 1000; i++) {
                    Site site = each.get().get(i);
                    assertSame(shared.site(site.id()), site);
                    if (!site.function().equals(Site.OVERFLOW)) {
                        assertEquals("f" + i % 7, site.function());
                        assertEquals(line(i).frames(), site.stack());
                    }
                    if (!first.get(i).function().equals(Site.OVERFLOW)) {
                        assertEquals(first.get(i), site);
                    }
                }
            }
        }
        assertEquals(500, shared.size());
    }
}
