package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.NativeCode;
import dev.headcount.agent.fork.RunningApplication;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever allocates, in Java or not, with whatever header: the figures are those that the allocator counted itself. */
class AllocatorsIT {

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 16})
    void shouldAgreeWithAnAllocatorInJava(int header) {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java " + header);
            allocateAndFree(app);
            app.ask("zeroed z 3 127");
            app.ask("aligned page 4096 127");
            app.ask("aligned line 64 61");
            app.ask("copy string fingerprint");
            app.ask("free line");

            assertEquals("127", app.ask("size page"));
            Map<String, Long> truth = RunningApplication.truth(app.ask("truth"));
            Json acme = app.figures().library("acme");
            assertEquals(truth, acme.numbers(truth.keySet()));
            assertEquals(
                    61 + 1_999_993 + 40 * 127 + 3 * 127 + 127 + "fingerprint".length() + 1, truth.get("liveBytes"));
            assertEquals(Map.of("failures", 0L, "foreignFrees", 0L, "lost", 0L, "missedFrees", 0L), faults(acme));
        }
    }

    @Test
    void shouldAgreeWithTheAllocatorOfTheCLibrary() {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("libc");
            allocateAndFree(app);

            Json acme = app.figures().library("acme");
            assertEquals(1 + 1 + 40, acme.number("liveBlocks"));
            assertEquals(61 + 1_999_993 + 40 * 127, acme.number("liveBytes"));
            assertEquals(1 + 1 + 40 + 40, acme.number("allocations"));
            assertEquals(40, acme.number("frees"));
            assertEquals(1, acme.number("reallocations"));
            assertEquals("native, libc.so.6", acme.text("allocator"));
            assertEquals(Map.of("failures", 0L, "foreignFrees", 0L, "lost", 0L, "missedFrees", 0L), faults(acme));
        }
    }

    @Test
    void shouldAgreeWithAnAllocatorInRust() {
        String library = NativeCode.rustAllocator().toString();
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("rust " + library);
            differentSizes(app);
            allocateAndFree(app);

            Map<String, Long> truth = RunningApplication.truth(app.ask("rust-truth"));
            Json acme = app.figures().library("acme");
            assertEquals(truth, acme.numbers(truth.keySet()));
            assertEquals("native, libheader.so", acme.text("allocator"));
            assertEquals("size8", acme.text("headerFormat"));
            assertEquals(8 * truth.get("liveBlocks"), acme.number("headerBytes"));
            assertEquals(Map.of("failures", 0L, "foreignFrees", 0L, "lost", 0L, "missedFrees", 0L), faults(acme));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, none, 0", "8, size8, 8", "16, size16, 16"})
    void shouldLearnTheHeader(int header, String format, int bytesEach) {
        try (RunningApplication app = AcmeUnderAgent.shell().start()) {
            app.ask("java " + header);
            differentSizes(app);

            Json acme = app.figures().library("acme");
            assertEquals(format, acme.text("headerFormat"));
            assertEquals(bytesEach * acme.number("liveBlocks"), acme.number("headerBytes"));
        }
    }

    @Test
    void shouldTakeTheHeaderThatItIsTold() {
        try (RunningApplication app =
                AcmeUnderAgent.shell().with("header=size16").start()) {
            app.ask("java 16");
            app.ask("alloc a 61");

            Json acme = app.figures().library("acme");
            assertEquals("size16", acme.text("headerFormat"));
            assertEquals(16, acme.number("headerBytes"));
        }
    }

    /** 61 bytes that stay, 1999993 by way of realloc, and 80 times 127, of which half is freed. */
    private static void allocateAndFree(RunningApplication app) {
        app.ask("alloc small 61");
        app.ask("alloc large 127");
        app.ask("resize large 1999993");
        app.ask("many kept 40 127");
        app.ask("many gone 40 127");
        app.ask("free-many gone");
    }

    private static void differentSizes(RunningApplication app) {
        for (int i = 0; i < 64; i++) {
            app.ask("alloc different" + i + " " + (61 + 2 * i));
        }
    }

    private static Map<String, Long> faults(Json library) {
        return library.numbers(Set.of("failures", "foreignFrees", "lost", "missedFrees"));
    }
}
