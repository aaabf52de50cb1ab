package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.SqliteRows;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.Required;
import dev.headcount.agent.fork.RunningApplication;
import dev.headcount.agent.fork.SourceLines;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQLite, whose installer is in the catalog: {@code sqlite3_config(SQLITE_CONFIG_MALLOC, …)} with a struct of functions. */
class SqliteIT {

    private static final SourceLines LINES = SourceLines.of(SqliteRows.class);
    private static final long ROW = 1_999_993;

    @BeforeAll
    static void needsSqlite() {
        Required.library("libsqlite3.so.0", "libsqlite3-0");
    }

    @ParameterizedTest
    @CsvSource({"0, none", "8, size8", "16, size16"})
    void shouldAgreeWithTheApplicationsAllocator(String header, String format) {
        try (RunningApplication app =
                ForkedApplication.of(SqliteRows.class, header).start()) {
            Map<String, Long> truth = RunningApplication.truth(app.nextLine());
            Map<String, Long> memoryUsed = RunningApplication.truth(app.nextLine());
            Json sqlite = app.figures().library("sqlite3");
            assertEquals(truth, sqlite.numbers(truth.keySet()));
            assertEquals(memoryUsed, sqlite.numbers(memoryUsed.keySet()), "what sqlite3_memory_used says");
            assertEquals(format, sqlite.text("headerFormat"));
            assertEquals(truth.get("liveBlocks") * Long.decode(header), sqlite.number("headerBytes"));
            assertEquals("1 errors in the log", app.nextLine(), "other calls of the installer do what they do");

            Map<String, Long> truthAtEnd = RunningApplication.truth(app.ask("close"));
            Json sqliteAtEnd = app.figures().library("sqlite3");
            assertEquals(truthAtEnd, sqliteAtEnd.numbers(truthAtEnd.keySet()));
            assertEquals(0, sqliteAtEnd.number("liveBlocks"), "closed: it gave everything back");
            assertTrue(sqliteAtEnd.number("peakBytes") >= 2 * ROW);

            Ended ended = app.end();
            assertEquals(0, ended.status());
            assertEquals(List.of(), ended.errOfOthers());
        }
    }

    /** SQLite's own functions, handed back to it: they are native and keep 8 bytes in front of each block. */
    @Test
    void shouldTrackSqlitesOwnFunctions() {
        try (RunningApplication app = ForkedApplication.of(SqliteRows.class, "sqlite")
                .with("install=off")
                .start()) {
            app.nextLine();
            Map<String, Long> memoryUsed = RunningApplication.truth(app.nextLine());
            app.nextLine();
            Json sqlite = app.figures().library("sqlite3");
            assertTrue(sqlite.text("allocator").startsWith("native, libsqlite3.so.0"), sqlite.text("allocator"));
            assertEquals(memoryUsed, sqlite.numbers(memoryUsed.keySet()));

            app.ask("close");
            assertEquals(0, app.figures().library("sqlite3").number("liveBlocks"));
            assertEquals(0, app.end().status());
        }
    }

    /** They are Headcount's then, and stay what they are. */
    @Test
    void shouldLeaveItsOwnAllocatorInPlaceWhenThatIsHandedBack() {
        try (RunningApplication app =
                ForkedApplication.of(SqliteRows.class, "sqlite").start()) {
            app.nextLine();
            Map<String, Long> memoryUsed = RunningApplication.truth(app.nextLine());
            app.nextLine();
            Json sqlite = app.figures().library("sqlite3");
            assertEquals("Headcount's own, over libc", sqlite.text("allocator"));
            assertEquals(memoryUsed, sqlite.numbers(memoryUsed.keySet()));

            app.ask("close");
            assertEquals(0, app.figures().library("sqlite3").number("liveBlocks"));
            assertEquals(0, app.end().status());
        }
    }

    /** What it has are the tracked functions: tracked again, every block would count twice. */
    @Test
    void shouldKnowItsOwnFunctionsWhenTheyAreHandedBack() {
        try (RunningApplication app =
                ForkedApplication.of(SqliteRows.class, "8", "again").start()) {
            Map<String, Long> truth = RunningApplication.truth(app.nextLine());
            Json sqlite = app.figures().library("sqlite3");
            assertEquals(truth, sqlite.numbers(truth.keySet()));
            assertEquals("Java upcalls", sqlite.text("allocator"));
        }
    }

    @Test
    void shouldChargeTheCallThatACallbackMade() {
        try (RunningApplication app =
                ForkedApplication.of(SqliteRows.class, "8").start()) {
            app.nextLine();
            app.nextLine();
            Figures figures = app.figures();

            String execute = LINES.frame("execute", "execute");
            Json inner = siteOf(figures, execute, LINES.frame("row", "inner"));
            Json outer = siteOf(figures, execute, LINES.frame("insert", "outer"));
            assertTrue(inner.texts("stack").contains(LINES.frame("insert", "outer")));
            assertTrue(inner.number("liveBytes") > ROW, "its row is in the page cache of the inner database");
            assertTrue(outer.number("liveBytes") > ROW, "and this one in that of the outer");
            long others = figures.library("sqlite3").number("liveBytes")
                    - inner.number("liveBytes")
                    - outer.number("liveBytes");
            assertTrue(others < ROW / 10, "each is charged for one row, others=" + others);
        }
    }

    private static Json siteOf(Figures figures, String... innermost) {
        List<Json> sites = figures.sitesOf("sqlite3_exec").stream()
                .filter(site -> site.texts("stack").subList(0, innermost.length).equals(List.of(innermost)))
                .toList();
        assertEquals(1, sites.size(), figures.toString());
        return sites.getFirst();
    }
}
