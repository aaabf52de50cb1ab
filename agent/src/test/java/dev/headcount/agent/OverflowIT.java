package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.CallPaths;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.RunningApplication;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Full tables: the figures say how much is missing from them, to the block. */
class OverflowIT {

    private static final long BLOCKS = 61_001; // more than a table of one mebibyte holds

    @Test
    void shouldSayHowManyBlocksFoundTheTableFull() {
        try (RunningApplication app =
                AcmeUnderAgent.shell().with("table=1m,header=size8").start()) {
            app.ask("java 8");
            app.ask("many a " + BLOCKS + " 61");

            Figures full = app.figures();
            Json acme = full.library("acme");
            long lost = acme.number("lost");
            assertTrue(lost > 0 && lost < BLOCKS, "lost=" + lost);
            assertEquals(
                    Map.of("liveBlocks", BLOCKS - lost, "liveBytes", (BLOCKS - lost) * 61, "allocations", BLOCKS),
                    acme.numbers(Set.of("liveBlocks", "liveBytes", "allocations")));
            assertEquals(lost, full.tracker().number("lost"));
            assertTrue(full.tracker().number("bytes") < 4 << 20, "the table keeps to its limit");

            app.ask("free-many a");
            assertEquals(
                    "liveBlocks=0 liveBytes=0 allocations=" + BLOCKS + " frees=" + BLOCKS + " reallocations=0",
                    app.ask("truth"),
                    "the application got all of them back");
            Json empty = app.figures().library("acme");
            assertEquals(0, empty.number("liveBlocks"));
            assertEquals(lost, empty.number("foreignFrees"), "a block that was not entered is not known");
            assertEquals(BLOCKS - lost, empty.number("frees"));
            assertEquals(0, app.figures().damage().size());
        }
    }

    @Test
    void shouldCountTogetherWhatFindsNoSite() {
        try (RunningApplication app = AcmeUnderAgent.of(CallPaths.class, "native-thread")
                .with("sites=1")
                .start()) {
            app.nextLine();

            Figures figures = app.figures();
            assertEquals(2, figures.siteOfThread("acme-io-1").number("allocations"), "it came first");
            Json overflow = figures.siteOf("(site table full)");
            assertEquals(1, overflow.number("allocations"));
            assertEquals(127, overflow.number("liveBytes"));
            assertEquals(1, figures.tracker().number("overflowed"));
            assertEquals(61 + 127, figures.library("acme").number("liveBytes"), "nothing is missing in total");
        }
    }
}
