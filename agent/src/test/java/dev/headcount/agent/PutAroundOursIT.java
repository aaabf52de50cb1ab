package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.agent.apps.AroundGmp;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.Required;
import dev.headcount.agent.fork.RunningApplication;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An application that saves the allocator its library has, which is Headcount's, puts its own around it, and puts it back. */
class PutAroundOursIT {

    private static final Set<String> COUNTS =
            Set.of("liveBlocks", "allocations", "frees", "reallocations", "foreignFrees");

    private static RunningApplication start() {
        Required.library("libgmp.so.10", "libgmp10");
        RunningApplication app = ForkedApplication.of(AroundGmp.class).start();
        assertEquals("ready", app.nextLine());
        return app;
    }

    /** Whoever handed them out counts the blocks: Headcount's allocator, and nobody a second time. */
    private static void assertCounted(RunningApplication app, long live, long allocations, long reallocations) {
        List<Json> gmp = app.figures().report().list("libraries");
        assertEquals("Headcount's own, over libc", gmp.getFirst().text("allocator"));
        assertEquals(
                Map.of(
                        "liveBlocks", live,
                        "allocations", allocations,
                        "frees", allocations - live,
                        "reallocations", reallocations,
                        "foreignFrees", 0L),
                gmp.getFirst().numbers(COUNTS));
        for (Json other : gmp.subList(1, gmp.size())) {
            assertEquals(
                    Map.of("liveBlocks", 0L, "allocations", 0L, "frees", 0L, "reallocations", 0L, "foreignFrees", 0L),
                    other.numbers(COUNTS));
        }
        assertEquals(List.of(), app.figures().report().list("damage"));
    }

    @Test
    void shouldGiveTheApplicationBackWhatItHandedOut() {
        try (RunningApplication app = start()) {
            app.ask("wrap");
            assertEquals("1 live, 0 strays", app.ask("init a"));
            assertEquals("1 live, 0 strays", app.ask("grow a"));
            assertCounted(app, 1, 1, 1);
            assertEquals("0 live, 0 strays", app.ask("clear a"));
            assertCounted(app, 0, 1, 1);
            assertEquals(0, app.end().status());
        }
    }

    @Test
    void shouldSendHomeWhatTheLibraryHadBefore() {
        try (RunningApplication app = start()) {
            app.ask("init old");
            app.ask("init older");
            app.ask("wrap");
            app.ask("init new");
            assertEquals("1 live, 0 strays", app.ask("clear old"));
            assertEquals("1 live, 0 strays", app.ask("grow older"));
            assertCounted(app, 2, 3, 1);
            assertEquals("0 live, 0 strays", app.ask("clear new"));
            assertEquals("0 live, 0 strays", app.ask("clear older"));
            assertCounted(app, 0, 3, 1);
            assertEquals(0, app.end().status());
        }
    }

    @Test
    void shouldGiveBackWhatItHandedOutWhenItWasThereBefore() {
        try (RunningApplication app = start()) {
            app.ask("wrap");
            app.ask("init a");
            app.ask("restore");
            app.ask("wrap");
            assertEquals("0 live, 0 strays", app.ask("clear a"));
            assertCounted(app, 0, 1, 0);
            assertEquals(0, app.end().status());
        }
    }

    @Test
    void shouldCountWithAnAllocatorThatWasPutBack() {
        try (RunningApplication app = start()) {
            app.ask("wrap");
            app.ask("restore");
            app.ask("init a");
            app.ask("init b");
            app.ask("clear a");
            assertCounted(app, 1, 2, 0);
            assertEquals(0, app.end().status());
        }
    }
}
