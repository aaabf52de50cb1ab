package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.RunningApplication;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An exception that left an upcall would end the JVM: the library gets NULL instead, and the figures stay true. */
class ThrowingAllocatorIT {

    @AutoClose
    private RunningApplication app;

    @BeforeEach
    void start() {
        app = AcmeUnderAgent.shell().start();
        app.ask("java 8");
        app.ask("alloc a 61");
        app.ask("throw-next");
    }

    @Test
    void shouldAnswerNullForMalloc() {
        assertEquals("0x0", app.ask("alloc b 127"));

        Json acme = app.figures().library("acme");
        assertEquals(1, acme.number("failures"));
        assertEquals(1, acme.number("allocations"));
        assertThrewOnce();
    }

    @Test
    void shouldAnswerNullForReallocAndKeepTheBlock() {
        assertEquals("0x0", app.ask("resize a 127"));

        Json acme = app.figures().library("acme");
        assertEquals(1, acme.number("failures"));
        assertEquals(61, acme.number("liveBytes"));
        assertThrewOnce();
        app.ask("free a");
        assertEquals(0, app.figures().library("acme").number("liveBlocks"));
    }

    @Test
    void shouldReturnFromFree() {
        app.ask("free a");

        assertEquals(0, app.figures().library("acme").number("liveBlocks"), "the library gave it back");
        assertThrewOnce();
        assertTrue(app.ask("truth").startsWith("liveBlocks=1 "), "and the allocator did not take it");
    }

    @Test
    void shouldAnswerNullForCallocAlignedAllocAndStrdup() {
        assertEquals("0x0", app.ask("zeroed b 3 127"));
        app.ask("throw-next");
        assertEquals("0x0", app.ask("aligned c 64 127"));
        app.ask("throw-next");
        assertEquals("0x0", app.ask("copy d fingerprint"));

        Figures figures = app.figures();
        assertEquals(3, figures.library("acme").number("failures"));
        assertEquals(1, figures.library("acme").number("liveBlocks"));
        assertEquals(3, figures.tracker().number("faults"));
    }

    private void assertThrewOnce() {
        Json tracker = app.figures().tracker();
        assertEquals(1, tracker.number("faults"));
        assertEquals("java.lang.IllegalStateException: out of order", tracker.text("firstFault"));
    }
}
