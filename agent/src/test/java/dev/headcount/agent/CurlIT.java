package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.libraries.CurlSteps;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.Required;
import dev.headcount.agent.fork.RunningApplication;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Libcurl hears who initialises it first, counts how often that is done, and forgets the allocator when all is cleaned up. */
class CurlIT {

    private static final String OURS = "Headcount's own, over libc";
    private static final String APPLICATIONS = "native, libc.so.6";

    @BeforeAll
    static void requireLibcurl() {
        Required.library("libcurl.so.4", "libcurl4");
    }

    private static Figures after(String... steps) {
        try (RunningApplication app =
                ForkedApplication.of(CurlSteps.class, steps).start()) {
            assertEquals("done", app.nextLine(), app::toString);
            Figures figures = app.figures();
            Ended ended = app.end();
            assertEquals(0, ended.status(), ended::toString);
            return figures;
        }
    }

    /** In the order in which libcurl got them. */
    private static List<Json> allocatorsOfCurl(Figures figures) {
        return figures.report().list("libraries").stream()
                .filter(library -> library.text("name").equals("curl"))
                .toList();
    }

    private static void assertLive(long blocks, String allocator, Figures figures) {
        Json curl = allocatorsOfCurl(figures).getLast();
        assertEquals(blocks, curl.number("liveBlocks"));
        assertEquals(allocator, curl.text("allocator"));
        assertEquals(0, curl.number("foreignFrees"));
    }

    @Test
    void shouldCountFromTheApplicationsFirstInitialisation() {
        assertLive(2, OURS, after("initialise", "add"));
    }

    @Test
    void shouldCountWhereAHandleInitialises() {
        assertLive(2, OURS, after("open", "add", "close"));
    }

    /** Libcurl then goes back to malloc, and a block of ours may still be there. */
    @Test
    void shouldGoOnAfterEverythingWasCleanedUp() {
        assertLive(4, OURS, after("initialise", "add", "clean-up", "initialise", "add"));
        assertLive(0, OURS, after("initialise", "add", "clean-up", "open", "close", "free-list"));
    }

    @Test
    void shouldTrackTheApplicationsOwnAllocator() {
        assertLive(2, APPLICATIONS, after("install", "add"));
        assertLive(2, APPLICATIONS, after("install", "initialise", "open", "add", "close"));
    }

    /** It is heard only if libcurl was initialised no more often than the application knows of. */
    @Test
    void shouldInitialiseAsOftenAsTheApplicationDoes() {
        assertLive(2, APPLICATIONS, after("initialise", "initialise", "clean-up", "clean-up", "install", "add"));
    }

    @Test
    void shouldNotTrackAnAllocatorThatLibcurlDoesNotHear() {
        Figures figures = after("initialise", "install", "add");
        assertLive(2, OURS, figures);
        assertEquals(1, allocatorsOfCurl(figures).size());
        assertLive(2, OURS, after("open", "install", "close", "add"));
    }

    @Test
    void shouldSayThatItCameTooLate() {
        Figures figures = after("initialise-natively", "initialise", "add", "free-list", "clean-up", "open", "close");
        assertEquals(List.of(), allocatorsOfCurl(figures));
        List<String> notes = figures.notes().stream()
                .filter(note -> note.startsWith("curl (/"))
                .toList();
        assertEquals(1, notes.size(), figures::toString);
        assertTrue(
                notes.getFirst()
                        .endsWith(
                                ") is not tracked: it was initialised before Headcount came, and keeps its allocator"),
                notes::toString);
    }
}
