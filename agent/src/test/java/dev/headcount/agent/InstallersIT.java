package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.AcmeInstalls;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.NativeCode;
import dev.headcount.agent.fork.RunningApplication;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to call an installer: the library answers as ever, and what was installed is tracked. */
class InstallersIT {

    private static final Set<String> COUNTS =
            Set.of("liveBlocks", "liveBytes", "allocations", "frees", "reallocations");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bound             | installed
        upcalls-of-longs  | installed
        pointers-as-longs | installed
        unbound           | installed
        unbound-elsewhere | installed
        reflective        | installed
        static-methods    | installed
        struct            | status 0, unchanged
        struct-as-long    | status 0
        errno             | status 0, errno 61
        struct-return     | status [0, 3, 1]
        """)
    void shouldTrackWhatWasInstalled(String way, String answer) {
        try (RunningApplication app = AcmeUnderAgent.of(AcmeInstalls.class, way).start()) {
            assertEquals(answer, app.nextLine());
            Map<String, Long> truth = RunningApplication.truth(app.nextLine());
            assertEquals(188, truth.get("liveBytes"));
            Figures figures = app.figures();
            assertEquals(truth, figures.library("acme").numbers(truth.keySet()));
            assertEquals(List.of(), figures.notes());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        refused        | status EINVAL | 0 \
        | acme_refuse_allocator of %s answered 22, so its allocator was not installed and its blocks are not tracked
        null           | installed     | 188 \
        | acme_set_allocator of %s is not tracked: it was given NULL as REALLOC
        null-in-struct | installed     | 188 \
        | acme_set_allocators of %s is not tracked: it was given NULL as SIZE
        wrong-type     | installed     | 188 \
        | acme_set_allocator of %s is not tracked: the function given as malloc is of type (i4)a8, \
        which cannot be a malloc
        """)
    void shouldLeaveTheCallAloneAndSaySo(String way, String answer, long liveBytes, String note) {
        try (RunningApplication app = AcmeUnderAgent.of(AcmeInstalls.class, way).start()) {
            assertEquals(answer, app.nextLine());
            assertEquals(
                    liveBytes,
                    RunningApplication.truth(app.nextLine()).get("liveBytes"),
                    "the library does as it was told");
            String text = String.format(note, NativeCode.acme());
            Figures figures = app.figures();
            assertEquals(List.of(text), figures.notes());
            assertEquals(0, figures.sites().size(), "nothing is counted");
            Ended ended = app.end();
            assertEquals(0, ended.status());
            assertEquals(2, ended.err().size(), "one line at start, one note");
            assertEquals("headcount: " + text, ended.err().getLast());
        }
    }

    @Test
    void shouldCountTheBlocksOfBothAllocatorsWhenTwoAreInstalled() {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java 8");
            app.ask("alloc first 61");
            app.ask("alloc stays 61");
            app.ask("again");
            app.ask("alloc second 127");
            app.ask("free first");
            app.ask("resize stays 1999993");

            Map<String, Long> truth = RunningApplication.truth(app.ask("truth"));
            assertEquals(127 + 1_999_993, truth.get("liveBytes"));
            Json acme = app.figures().library("acme");
            assertEquals(truth, acme.numbers(truth.keySet()));
            assertEquals(0, acme.number("foreignFrees"));
            assertEquals(List.of("acme"), app.figures().libraries());
        }
    }

    @Test
    void shouldCountOnWhenTheLibraryGetsANativeAllocator() {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java 8");
            app.ask("alloc first 61");
            app.ask("libc");
            app.ask("alloc second 127");
            app.ask("free second");

            Json acme = app.figures().library("acme");
            assertEquals(
                    Map.of("liveBlocks", 1L, "liveBytes", 61L, "allocations", 2L, "frees", 1L, "reallocations", 0L),
                    acme.numbers(COUNTS));
            assertEquals("native, libc.so.6", acme.text("allocator"));
        }
    }

    /** The first one's format is not the second one's. */
    @Test
    void shouldReadNoHeaderOfAnAllocatorThatWasReplaced() {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java 8");
            allocateDifferentSizes(app);
            assertEquals("size8", app.figures().library("acme").text("headerFormat"));
            app.ask("java 16");
            allocateDifferentSizes(app);
            for (int i = 0; i < 64; i++) {
                app.ask("free block" + i);
            }

            Figures figures = app.figures();
            assertEquals(List.of(), figures.damageTexts());
            assertEquals("size16", figures.library("acme").text("headerFormat"));
        }
    }

    @Test
    void shouldNameTheClassOfAnAllocatorInJava() {
        try (RunningApplication app =
                AcmeUnderAgent.of(AcmeInstalls.class, "static-methods").start()) {
            app.nextLine();
            app.nextLine();
            assertEquals(
                    "Java upcalls of dev.headcount.agent.apps.StaticMethods",
                    app.figures().library("acme").text("allocator"));
        }
    }

    @Test
    void shouldPassInstallersOnThatTheCatalogDoesNotKnow() {
        try (RunningApplication app = AcmeUnderAgent.of(AcmeInstalls.class, "bound")
                .withOnly("http=0,report=off")
                .start()) {
            assertEquals("installed", app.nextLine());
            app.nextLine();
            assertEquals(List.of(), app.figures().libraries());
            assertEquals(1, app.end().err().size());
        }
    }

    @Test
    void shouldCallALibraryAsTheUserDoes() {
        try (RunningApplication app = AcmeUnderAgent.of(AcmeInstalls.class, "bound")
                .withOnly("http=0,report=off,installer=rocket=acme_set_allocator(malloc,realloc,free)")
                .start()) {
            app.nextLine();
            app.nextLine();
            assertEquals(188, app.figures().library("rocket").number("liveBytes"));
            assertTrue(app.figures().library("rocket").text("path").endsWith("/libacme.so"));
        }
    }

    private static void allocateDifferentSizes(RunningApplication app) {
        for (int i = 0; i < 64; i++) {
            app.ask("alloc block" + i + " " + (61 + 2 * i));
        }
    }
}
