package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.SqliteShell;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.AgentCommand;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.Required;
import dev.headcount.agent.fork.RunningApplication;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An allocator of the application's that was installed before the agent came: its class is named by an option. */
class EarlyAllocatorIT {

    private static final String CLASS = "dev.headcount.agent.apps.CountingAllocator";
    private static final String SILENT = "http=0,report=off,";
    private static final Set<String> COUNTS =
            Set.of("liveBlocks", "liveBytes", "allocations", "frees", "reallocations");

    @Test
    void shouldCountWhatIsAllocatedFromThenOn() {
        try (RunningApplication app = earlyAcme()) {
            AgentCommand.attach(app, SILENT + "allocator=acme=" + CLASS);
            app.ask("alloc one 61");
            app.ask("zeroed two 7 19"); // a calloc that calls malloc
            app.ask("aligned three 64 127");
            app.ask("null four");
            app.ask("resize four 251"); // a realloc that calls malloc
            app.ask("resize one 1999993");
            app.ask("free three");

            Figures figures = app.figures();
            assertEquals(
                    RunningApplication.truth(app.ask("truth")),
                    figures.library("acme").numbers(COUNTS));
            assertEquals(List.of(), figures.damage());
            assertTrue(
                    figures.sites().stream()
                            .flatMap(site -> site.texts("stack").stream())
                            .anyMatch(frame -> frame.contains("AcmeShell.main")),
                    figures.toString());
            Ended ended = app.end();
            assertEquals(0, ended.status());
            assertEquals(1, ended.errOfAgent().size(), ended.toString());
        }
    }

    @Test
    void shouldReadTheSizeOfABlockBornBeforeFromItsHeader() {
        try (RunningApplication app = shell().start()) {
            app.ask("java 8");
            long freed = readable(app, "freed", 61);
            long moved = readable(app, "moved", 127);
            AgentCommand.attach(app, SILENT + "header=size8,allocator=acme=" + CLASS);
            app.ask("free freed");
            app.ask("resize moved 1999993");

            Json acme = app.figures().library("acme");
            assertEquals(2, acme.number("foreignFrees"));
            assertEquals(freed + moved, acme.number("foreignFreedBytes"));
            assertEquals(1_999_993, acme.number("liveBytes"));
            assertEquals("0", app.ask("strays"));
        }
    }

    /** The size of a block whose header can be read: nobody looks in front of the first bytes of a page. */
    private static long readable(RunningApplication app, String name, long size) {
        return Long.decode(app.ask("alloc " + name + " " + size)) % 4096 < 16 ? readable(app, name, size + 32) : size;
    }

    @Test
    void shouldCountOnceWhatAlsoComesByATrackedFunction() {
        try (RunningApplication app = earlyAcme()) {
            AgentCommand.attach(app, SILENT + AcmeUnderAgent.INSTALLERS + ",allocator=early=" + CLASS);
            app.ask("alloc one 61"); // as the library knows it from before
            app.ask("again"); // the same allocator, installed under the agent's eyes
            app.ask("alloc two 127");
            app.ask("resize two 1999993");
            app.ask("resize one 251");
            app.ask("alloc three 19");
            app.ask("free three");

            Figures figures = app.figures();
            Json early = figures.library("early");
            Json acme = figures.library("acme");
            Map<String, Long> truth = RunningApplication.truth(app.ask("truth"));
            assertEquals(1, early.number("allocations"));
            assertEquals(3, acme.number("allocations"), "two, three, and one, which it took over");
            assertEquals(truth.get("liveBytes"), acme.number("liveBytes"));
            assertEquals(0, early.number("liveBytes"));
            assertEquals(0, early.number("missedFrees") + acme.number("missedFrees"));
            assertEquals(List.of(), figures.damage());
        }
    }

    @Test
    void shouldKeepABlockWhoseReallocFailed() {
        try (RunningApplication app =
                AcmeUnderAgent.shell().withOnly(SILENT + "allocator=" + CLASS).start()) {
            app.ask("java 0");
            app.ask("alloc one 61");
            app.ask("fail-next");
            app.ask("resize one 127");

            Json counted = app.figures().library("CountingAllocator");
            assertEquals(61, counted.number("liveBytes"));
            assertEquals(1, counted.number("failures"));
        }
    }

    @Test
    void shouldHoldBackASecondFree() {
        try (RunningApplication app = earlyAcme()) {
            AgentCommand.attach(app, SILENT + "allocator=acme=" + CLASS);
            app.ask("alloc one 61");
            app.ask("free one");
            app.ask("free one");

            assertEquals("0", app.ask("strays"), "the allocator did not get it");
            assertEquals(1, app.figures().damage().size());
        }
    }

    @Test
    void shouldTakeAClassThatIsLoadedLater() {
        try (RunningApplication app = shell().start()) {
            app.ask("null nothing"); // the class is not loaded yet
            AgentCommand.attach(app, SILENT + "allocator=acme=" + CLASS + "[malloc,free]");
            app.ask("java 0");
            app.ask("alloc one 61");

            assertEquals(61, app.figures().library("acme").number("liveBytes"));
        }
    }

    @Test
    void shouldSayWhichMethodsThereAreIfOneIsMissing() {
        try (RunningApplication app = earlyAcme()) {
            AgentCommand.attach(app, SILENT + "allocator=" + CLASS + "[malloc=allocate,free]");
            app.ask("alloc one 61");

            String line = app.end().errOfAgent().getLast();
            assertTrue(
                    line.startsWith("headcount: allocator " + CLASS
                            + " is not tracked: it has no method 'allocate' that can be a malloc, but "),
                    line);
            assertTrue(line.contains("long malloc(long), "), line);
        }
    }

    @Test
    void shouldGetTheFreedBytesOfARealLibraryRight() {
        Required.library("libsqlite3.so.0", "libsqlite3-0");
        try (RunningApplication app =
                ForkedApplication.of(SqliteShell.class).withoutAgent().start()) {
            Map<String, Long> early = RunningApplication.truth(app.ask("open"));
            AgentCommand.attach(app, SILENT + "header=size16,allocator=sqlite3=" + CLASS);
            app.ask("close");

            Json sqlite = app.figures().library("sqlite3");
            assertEquals(early.get("liveBlocks"), sqlite.number("foreignFrees"));
            assertEquals(early.get("liveBytes") - early.get("hiddenBytes"), sqlite.number("foreignFreedBytes"));
            assertEquals(0, sqlite.number("liveBlocks"));
            Map<String, Long> late = RunningApplication.truth(app.ask("open"));
            assertEquals(late.get("liveBytes"), app.figures().library("sqlite3").number("liveBytes"));
            assertEquals(0, app.end().status());
        }
    }

    private static RunningApplication earlyAcme() {
        RunningApplication app = shell().start();
        app.ask("java 0");
        return app;
    }

    private static ForkedApplication shell() {
        return AcmeUnderAgent.shell().withoutAgent();
    }
}
