package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.RunningApplication;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** realloc, which may be a malloc, a free, a failure, or all of it. */
class ReallocIT {

    private static final Set<String> COUNTS =
            Set.of("liveBlocks", "liveBytes", "allocations", "frees", "reallocations", "failures");

    @AutoClose
    private RunningApplication app;

    @BeforeEach
    void start() {
        app = AcmeUnderAgent.shell().start();
        app.ask("java 8");
    }

    @Test
    void shouldKeepTheBlockWhoseReallocFails() {
        app.ask("alloc a 127");
        app.ask("fail-next");
        assertEquals("0x0", app.ask("resize a 1999993"));

        assertCounts(Map.of(
                "liveBlocks",
                1L,
                "liveBytes",
                127L,
                "allocations",
                1L,
                "frees",
                0L,
                "reallocations",
                0L,
                "failures",
                1L));
        Json site = app.figures().siteOf("acme_alloc");
        assertEquals(1, site.number("liveBlocks"), "it still belongs to whoever allocated it");
        assertEquals(127, site.number("liveBytes"));

        app.ask("free a");
        assertCounts(Map.of(
                "liveBlocks",
                0L,
                "liveBytes",
                0L,
                "allocations",
                1L,
                "frees",
                1L,
                "reallocations",
                0L,
                "failures",
                1L));
    }

    @Test
    void shouldGiveAResizedBlockToWhoeverResizedIt() {
        app.ask("alloc a 61");
        String moved = app.ask("resize a 1999993");
        assertNotEquals("0x0", moved);

        assertCounts(Map.of(
                "liveBlocks",
                1L,
                "liveBytes",
                1999993L,
                "allocations",
                1L,
                "frees",
                0L,
                "reallocations",
                1L,
                "failures",
                0L));
        Figures figures = app.figures();
        assertEquals(0, figures.siteOf("acme_alloc").number("liveBytes"));
        assertEquals(1_999_993, figures.siteOf("acme_resize").number("liveBytes"));
    }

    @Test
    void shouldTakeReallocOfNullForMalloc() {
        app.ask("null a");
        app.ask("resize a 127");

        assertCounts(Map.of(
                "liveBlocks",
                1L,
                "liveBytes",
                127L,
                "allocations",
                1L,
                "frees",
                0L,
                "reallocations",
                0L,
                "failures",
                0L));
    }

    @Test
    void shouldTakeReallocToNothingThatAnswersNullForFree() {
        app.ask("libc");
        app.ask("alloc a 127");
        assertEquals("0x0", app.ask("resize a 0"), "glibc frees the block, see malloc(3)");

        assertCounts(Map.of(
                "liveBlocks",
                0L,
                "liveBytes",
                0L,
                "allocations",
                1L,
                "frees",
                1L,
                "reallocations",
                0L,
                "failures",
                0L));
    }

    @Test
    void shouldKeepABlockOfNothing() {
        app.ask("alloc a 0");
        app.ask("alloc b 61");
        app.ask("resize b 0");

        assertCounts(Map.of(
                "liveBlocks",
                2L,
                "liveBytes",
                0L,
                "allocations",
                2L,
                "frees",
                0L,
                "reallocations",
                1L,
                "failures",
                0L));
    }

    @Test
    void shouldCountRequestsThatCannotBeMet() {
        app.ask("libc");
        assertEquals("0x0", app.ask("alloc a " + Long.MAX_VALUE));
        app.ask("alloc b 61");
        assertEquals("0x0", app.ask("resize b " + Long.MAX_VALUE));

        assertCounts(Map.of(
                "liveBlocks",
                1L,
                "liveBytes",
                61L,
                "allocations",
                1L,
                "frees",
                0L,
                "reallocations",
                0L,
                "failures",
                2L));
    }

    @Test
    void shouldLetFreeOfNullPass() {
        app.ask("null a");
        app.ask("free a");
        app.ask("alloc b 61");

        assertCounts(Map.of(
                "liveBlocks",
                1L,
                "liveBytes",
                61L,
                "allocations",
                1L,
                "frees",
                0L,
                "reallocations",
                0L,
                "failures",
                0L));
    }

    private void assertCounts(Map<String, Long> expected) {
        assertEquals(expected, app.figures().library("acme").numbers(COUNTS));
    }
}
