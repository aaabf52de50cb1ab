package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.agent.apps.TwoLibraries;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.NativeCode;
import dev.headcount.agent.fork.RunningApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two libraries of one process: each has its own figures, and a block belongs to the one that allocated it. */
class TwoLibrariesIT {

    private static final Set<String> COUNTS =
            Set.of("liveBlocks", "liveBytes", "allocations", "frees", "reallocations", "foreignFrees");

    @Test
    void shouldChargeEachForWhatItAllocated(@TempDir Path directory) throws IOException {
        Path rocket = Files.copy(NativeCode.acme(), directory.resolve("librocket.so.1"));
        try (RunningApplication app =
                AcmeUnderAgent.of(TwoLibraries.class, rocket.toString()).start()) {
            assertEquals("liveBlocks=2 liveBytes=2000054 allocations=3 frees=1 reallocations=1", app.nextLine());

            Figures figures = app.figures();
            assertEquals(
                    List.of("acme", "rocket"),
                    figures.libraries().stream().sorted().toList());
            assertEquals(rocket.toString(), figures.library("rocket").text("path"));
            assertCounts(figures.library("acme"), 1, 61, 3, 2);
            assertCounts(figures.library("rocket"), 1, 1_999_993, 1, 0);
        }
    }

    /** What changes hands is a free here and an allocation there, no reallocation. */
    private static void assertCounts(Json library, long liveBlocks, long liveBytes, long allocations, long frees) {
        assertEquals(
                Map.of(
                        "liveBlocks", liveBlocks,
                        "liveBytes", liveBytes,
                        "allocations", allocations,
                        "frees", frees,
                        "reallocations", 0L,
                        "foreignFrees", 0L),
                library.numbers(COUNTS));
    }
}
