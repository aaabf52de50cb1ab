package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.agent.catalog.Catalog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateAttachTest {

    @Test
    void shouldNameWhatWasLoadedBefore() {
        assertEquals(
                "Attached 3 min 12 s after the JVM started: what libraries took before is not counted, and calls of"
                        + " functions that were linked before are not told apart. Loaded already, and left with the"
                        + " allocator they had: uv (/lib/libuv.so.1), gmp (/lib/libgmp.so.10).",
                LateAttach.note(Duration.ofSeconds(192), List.of("uv (/lib/libuv.so.1)", "gmp (/lib/libgmp.so.10)")));
    }

    @Test
    void shouldSayThatThereWasNone() {
        assertEquals(
                "Attached 1 s after the JVM started: what libraries took before is not counted, and calls of"
                        + " functions that were linked before are not told apart. No library that Headcount knows was"
                        + " loaded by then.",
                LateAttach.note(Duration.ofSeconds(1), List.of()));
    }

    @Test
    void shouldKnowLibrariesByTheNamesOfTheirFiles() {
        assertEquals(
                List.of("sqlite3 (/usr/lib/libsqlite3.so.0.8.6)"),
                LateAttach.known(
                        Catalog.with(List.of()), List.of("/usr/lib/libc.so.6", "/usr/lib/libsqlite3.so.0.8.6")));
    }
}
