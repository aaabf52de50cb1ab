package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.RunningApplication;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the report says of each kind of damage, word for word. */
class DamageIT {

    private static final Set<String> KINDS = Set.of("double_free", "interior_pointer", "damaged_header");

    @Test
    void shouldTellOfADoubleFree() {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java 8");
            String pointer = app.ask("alloc a 61");
            app.ask("free a");
            app.ask("free a");

            assertEquals("0", app.ask("strays"), "it is held back");
            Figures figures = app.figures();
            assertEquals(counts("double_free"), kinds(figures));
            assertEquals(
                    "double free at " + pointer + " (acme); allocated in acme_alloc from " + frame(app, "acme_alloc")
                            + "; freed first in acme_release; found in acme_release from "
                            + foundAt(figures) + "; not passed on",
                    figures.damageTexts().getFirst());
            assertEquals(1, figures.library("acme").number("frees"), "the first counts, the second does not");
            assertEquals(0, figures.library("acme").number("foreignFrees"));
        }
    }

    @Test
    void shouldTellOfAPointerInsideABlock() {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java 8");
            long pointer = Long.decode(app.ask("alloc a 127"));
            app.ask("free-at a 16");

            assertEquals("0", app.ask("strays"), "it is held back");
            Figures figures = app.figures();
            assertEquals(counts("interior_pointer"), kinds(figures));
            assertEquals(
                    "free of a pointer inside a block at " + hex(pointer + 16)
                            + " (acme, block of 127 bytes): the block starts 16 bytes before, at " + hex(pointer)
                            + "; allocated in acme_alloc from " + frame(app, "acme_alloc")
                            + "; found in acme_release from " + foundAt(figures) + "; not passed on",
                    figures.damageTexts().getFirst());
            assertEquals(1, figures.library("acme").number("liveBlocks"), "the block lives on");
        }
    }

    @Test
    void shouldTellOfADamagedHeader() {
        try (RunningApplication app =
                AcmeUnderAgent.shell().with("header=size8").start()) {
            app.ask("java 8");
            String pointer = withReadableHeader(app);
            long liveBytes = app.figures().library("acme").number("liveBytes");
            app.ask("poke a -8 1999993");
            app.ask("free a");

            assertEquals("0", app.ask("strays"));
            Figures figures = app.figures();
            assertEquals(counts("damaged_header"), kinds(figures));
            assertEquals(
                    "damaged header at " + pointer
                            + " (acme, block of 61 bytes): the header says 1999993, it should say 69"
                            + "; allocated in acme_alloc from " + frame(app, "acme_alloc")
                            + "; found in acme_release from " + foundAt(figures) + "; passed on",
                    figures.damageTexts().getFirst());
            assertEquals(1, figures.library("acme").number("frees"), "it is freed all the same");
            assertEquals(liveBytes - 61, figures.library("acme").number("liveBytes"));
        }
    }

    @Test
    void shouldFindADamagedHeaderAtRealloc() {
        try (RunningApplication app =
                AcmeUnderAgent.shell().with("header=size8").start()) {
            app.ask("java 8");
            withReadableHeader(app);
            long liveBytes = app.figures().library("acme").number("liveBytes");
            app.ask("poke a -8 1999993");
            app.ask("resize a 127");

            Figures figures = app.figures();
            assertEquals(counts("damaged_header"), kinds(figures));
            assertTrue(figures.damageTexts().getFirst().contains("; found in acme_resize from "));
            assertEquals(liveBytes - 61 + 127, figures.library("acme").number("liveBytes"));
        }
    }

    @Test
    void shouldHoldBackReallocOfABlockThatIsFree() {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java 8");
            app.ask("alloc a 61");
            app.ask("free a");
            assertEquals("0x0", app.ask("resize a 127"));

            Figures figures = app.figures();
            assertEquals(counts("double_free"), kinds(figures));
            assertEquals(0, figures.library("acme").number("liveBlocks"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"free a", "free-at b 16"})
    void shouldPassOnWhatItIsToldTo(String wrong) {
        try (RunningApplication app = AcmeUnderAgent.shell().with("damage=pass").start()) {
            app.ask("java 8");
            app.ask("alloc a 61");
            app.ask("alloc b 127");
            app.ask("free a");
            app.ask(wrong);

            assertEquals("1", app.ask("strays"), "the application's own free got it");
            Json damage = app.figures().damage().getFirst();
            assertTrue(damage.text("text").endsWith("; passed on"), damage.text("text"));
            assertTrue(damage.truth("passedOn"));
        }
    }

    @Test
    void shouldNameTheNativeThreadThatDamaged() {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java 8");
            app.ask("on-thread acme-first a 61");
            app.ask("free-on-thread acme-second a");
            app.ask("free-on-thread acme-third a");

            String text = app.figures().damageTexts().getFirst();
            assertTrue(text.contains("; allocated in native thread acme-first; "), text);
            assertTrue(text.contains("; found in native thread acme-third; "), text);
            assertFalse(text.contains("freed first"), text);
        }
    }

    @Test
    void shouldTakeAReusedAddressForTheBlockThatItIs() {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java 8");
            Set<String> pointers = new HashSet<>();
            int blocks = 0;
            do {
                blocks++;
                assertTrue(blocks < 1000, "the C library hands no address out again");
                pointers.add(app.ask("alloc a 61"));
                app.ask("free a");
            } while (pointers.size() == blocks);

            assertEquals(List.of(), app.figures().damageTexts());
            assertEquals(blocks, app.figures().library("acme").number("frees"));
        }
    }

    @Test
    void shouldKeepTheFirstOfEachKindAndCountThemAll() {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java 8");
            app.ask("alloc a 61");
            app.ask("free a");
            for (int i = 0; i < 61; i++) {
                app.ask("free a");
            }

            Figures figures = app.figures();
            assertEquals(61, kinds(figures).get("double_free"));
            assertEquals(16, figures.damage().size());
        }
    }

    /** A block of 61 bytes, named a, that is not so near to the start of its page that nobody looks in front of it. */
    private static String withReadableHeader(RunningApplication app) {
        String pointer;
        do {
            pointer = app.ask("alloc a 61");
        } while (Long.decode(pointer) % 4096 < 16);
        return pointer;
    }

    private static Map<String, Long> counts(String one) {
        Map<String, Long> counts = new TreeMap<>();
        KINDS.forEach(kind -> counts.put(kind, kind.equals(one) ? 1L : 0L));
        return counts;
    }

    private static Map<String, Long> kinds(Figures figures) {
        return figures.library("acme").member("damage").numbers(KINDS);
    }

    private static String frame(RunningApplication app, String function) {
        return app.figures().siteOf(function).texts("stack").getFirst();
    }

    private static String foundAt(Figures figures) {
        return figures.damage().getFirst().member("foundAt").texts("stack").getFirst();
    }

    private static String hex(long pointer) {
        return "0x" + Long.toHexString(pointer);
    }
}
