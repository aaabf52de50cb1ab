package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.CallPaths;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.RunningApplication;
import dev.headcount.agent.fork.SourceLines;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A site names the function of the library and every Java call that led to it, by file and line. */
class CallPathsIT {

    private static final SourceLines LINES = SourceLines.of(CallPaths.class);
    private static final Set<String> COUNTS = Set.of("allocations", "liveBlocks", "liveBytes");

    @Test
    void shouldHaveOneSiteForAllAllocationsOfACall() {
        Figures figures = figures("many");

        Json site = figures.siteOf("acme_alloc_many");
        assertEquals(Map.of("allocations", 62L, "liveBlocks", 62L, "liveBytes", 62 * 61L), site.numbers(COUNTS));
        assertEquals(
                List.of(
                        acmeFrame(site, "allocMany"),
                        LINES.frame("many", "many"),
                        runFrame(site, 2),
                        LINES.frame("main", "main")),
                site.texts("stack"));
    }

    @Test
    void shouldTellTwoLinesOfAMethodApart() {
        Figures figures = figures("twice");

        List<Json> sites = figures.sitesOf("acme_alloc");
        assertEquals(
                List.of(127L, 61L),
                sites.stream().map(site -> site.number("liveBytes")).toList());
        assertEquals(
                List.of(LINES.frame("twice", "second"), LINES.frame("twice", "first")),
                sites.stream().map(site -> site.texts("stack").get(1)).toList());
    }

    @Test
    void shouldHaveOneSiteForTheSameCallMadeAgain() {
        Json site = figures("loop").siteOf("acme_alloc");

        assertEquals(Map.of("allocations", 62L, "liveBlocks", 62L, "liveBytes", 62 * 61L), site.numbers(COUNTS));
        assertEquals(LINES.frame("loop", "loop"), site.texts("stack").get(1));
    }

    @Test
    void shouldKeepTheCallThatACallbackInterrupts() {
        Figures figures = figures("nested");

        Json outer = figures.siteOf("acme_alloc_around");
        assertEquals(
                Map.of("allocations", 2L, "liveBlocks", 2L, "liveBytes", 2 * 61L),
                outer.numbers(COUNTS),
                "before the callback and after it");
        assertEquals(LINES.frame("nested", "outer"), outer.texts("stack").get(1));
        Json inner = figures.siteOf("acme_alloc");
        assertEquals(Map.of("allocations", 1L, "liveBlocks", 1L, "liveBytes", 127L), inner.numbers(COUNTS));
        assertEquals(LINES.frame("between", "inner"), inner.texts("stack").get(1));
        assertTrue(inner.texts("stack").contains(LINES.frame("nested", "outer")), "the way to the callback, too");
    }

    @Test
    void shouldNameALambda() {
        Json site = figures("lambda").siteOf("acme_alloc");

        assertEquals(2, site.number("allocations"));
        String frame = site.texts("stack").get(1);
        assertTrue(frame.startsWith(CallPaths.class.getName() + ".lambda$run$"), frame);
        assertTrue(frame.endsWith("(CallPaths.java:" + LINES.number("lambda") + ")"), frame);
    }

    @Test
    void shouldKnowAThreadOfJavaByItsCallPath() {
        Json site = figures("java-thread").siteOf("acme_alloc");

        assertEquals(1, site.number("liveBlocks"));
        assertEquals(null, site.text("thread"));
        assertTrue(site.texts("stack").get(1).endsWith("(CallPaths.java:" + LINES.number("java-thread") + ")"));
    }

    @Test
    void shouldCountVirtualThreadsLikeOthers() {
        Json site = figures("virtual-threads").siteOf("acme_alloc");

        assertEquals(Map.of("allocations", 62L, "liveBlocks", 62L, "liveBytes", 62 * 61L), site.numbers(COUNTS));
        assertTrue(site.texts("stack").get(1).endsWith("(CallPaths.java:" + LINES.number("virtual") + ")"));
    }

    @Test
    void shouldKnowANativeThreadByItsName() {
        Figures figures = figures("native-thread");

        Json first = figures.siteOfThread("acme-io-1");
        assertEquals(Map.of("allocations", 2L, "liveBlocks", 1L, "liveBytes", 61L), first.numbers(COUNTS));
        assertEquals(null, first.text("function"));
        assertEquals(List.of(), first.list("stack"));
        assertEquals(127, figures.siteOfThread("acme-io-2").number("liveBytes"));
    }

    @Test
    void shouldKnowACallFromJavaOnANativeThreadByItsCallPath() {
        Json site = figures("callback-on-native-thread").siteOf("acme_alloc");

        assertEquals(Map.of("allocations", 1L, "liveBlocks", 1L, "liveBytes", 127L), site.numbers(COUNTS));
        assertEquals(List.of(acmeFrame(site, "alloc"), LINES.frame("between", "inner")), site.texts("stack"));
    }

    @Test
    void shouldKeepNoMoreFramesThanAskedFor() {
        Json site = figures("many", "depth=2").siteOf("acme_alloc_many");

        assertEquals(List.of(acmeFrame(site, "allocMany"), LINES.frame("many", "many")), site.texts("stack"));
    }

    @Test
    void shouldWalkNoStackIfToldNotTo() {
        Figures figures = figures("twice", "stacks=off");

        Json site = figures.siteOf("acme_alloc");
        assertEquals(Map.of("allocations", 2L, "liveBlocks", 2L, "liveBytes", 188L), site.numbers(COUNTS));
        assertEquals(List.of(), site.list("stack"));
    }

    @Test
    void shouldKnowANativeThreadWithoutStacks() {
        Figures figures = figures("native-thread", "stacks=off");

        assertEquals(61, figures.siteOfThread("acme-io-1").number("liveBytes"));
    }

    private static Figures figures(String what, String... options) {
        try (RunningApplication app = AcmeUnderAgent.of(CallPaths.class, what)
                .with(String.join(",", options))
                .start()) {
            assertEquals("done", app.nextLine());
            return app.figures();
        }
    }

    /** The one frame whose line is not of interest: it is where {@code Acme} makes the call. */
    private static String acmeFrame(Json site, String method) {
        String frame = site.texts("stack").getFirst();
        assertTrue(frame.startsWith("dev.headcount.agent.apps.Acme." + method + "(Acme.java:"), frame);
        return frame;
    }

    private static String runFrame(Json site, int index) {
        String frame = site.texts("stack").get(index);
        assertTrue(frame.startsWith(CallPaths.class.getName() + ".run(CallPaths.java:"), frame);
        return frame;
    }
}
