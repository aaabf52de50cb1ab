package dev.headcount.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonReportTest {

    private final Map<?, ?> report = written();

    private static Map<?, ?> written() {
        try {
            boolean[] closed = new boolean[1];
            ByteArrayOutputStream out = new ByteArrayOutputStream() {
                @Override
                public void close() {
                    closed[0] = true;
                }
            };
            JsonReport.write(Shop.REPORT, out);
            assertFalse(closed[0], "the stream is the caller's");
            return (Map<?, ?>) Json.parse(out.toByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldSayWhenItWasTakenAndWhatItDoesNotShow() {
        assertEquals("2026-11-23T07:45:12Z", report.get("takenAt"));
        assertEquals(7_990L, report.get("uptimeSeconds"));
        assertEquals(Shop.REPORT.notes(), report.get("notes"));
    }

    @Test
    void shouldHaveEveryFigureOfALibrary() {
        assertEquals(Json.parse("""
            {"name": "sqlite3",
             "path": "/usr/lib/x86_64-linux-gnu/libsqlite3.so.0",
             "allocator": "Java method com.acme.shop.Heap.malloc",
             "headerFormat": "SIZE_8",
             "liveBlocks": 61204,
             "liveBytes": 11953152,
             "headerBytes": 489632,
             "peakBytes": 12582912,
             "allocations": 8601223,
             "frees": 8540019,
             "reallocations": 123456,
             "failures": 3,
             "allocatedBytes": 8816636109,
             "freedBytes": 8804682957,
             "foreignFrees": 0,
             "foreignFreedBytes": 0,
             "lost": 0,
             "missedFrees": 0,
             "damage": {"double_free": 2, "interior_pointer": 0, "damaged_header": 0},
             "sizes": [{"upTo": 64, "requests": 8000000}, {"upTo": null, "requests": 1}]}
            """), list("libraries").getFirst());
        assertEquals(2, list("libraries").size());
    }

    @Test
    void shouldHaveEverySiteThatEverAllocatedTheLargestFirst() {
        assertEquals(
                List.of(17L, 9L, 4L, 2L, 3L),
                list("sites").stream().map(site -> site.get("id")).toList());
    }

    @Test
    void shouldSayWhoAllocated() {
        assertEquals(Json.parse("""
            {"id": 17,
             "library": "sqlite3",
             "function": "sqlite3_prepare_v2",
             "thread": null,
             "stack": ["com.acme.shop.Statement.prepare(Statement.java:31)",
                       "com.acme.shop.Reports.monthly(Reports.java:88)",
                       "com.acme.shop.Main.main(Main.java:12)"],
             "liveBlocks": 2046,
             "liveBytes": 10276044,
             "allocations": 4092,
             "allocatedBytes": 20552088,
             "oldestSeconds": 4325,
             "verdict": null, "bytesPerHour": null, "evidence": null, "suspect": null, "expected": null}
            """), list("sites").getFirst());
        Map<?, ?> worker = list("sites").get(1);
        assertEquals("cass-io-0", worker.get("thread"));
        assertTrue(worker.containsKey("function"));
        assertNull(worker.get("function"));
    }

    @Test
    void shouldHaveTheDamage() {
        Map<?, ?> damage = list("damage").getFirst();

        assertEquals("double_free", damage.get("kind"));
        assertEquals(Shop.DOUBLE_FREE.describe(), damage.get("text"));
        assertEquals("0x7f3a5c0012a0", damage.get("pointer"));
        assertNull(damage.get("size"));
        assertEquals("sqlite3_step", ((Map<?, ?>) damage.get("bornAt")).get("function"));
        assertEquals("sqlite3_finalize", damage.get("freedIn"));
        assertEquals("sqlite3_close_v2", ((Map<?, ?>) damage.get("foundAt")).get("function"));
        assertEquals(false, damage.get("passedOn"));
    }

    @Test
    void shouldHaveWhatTheTrackerTakesAndLoses() {
        assertEquals(Json.parse("""
            {"bytes": 4404019, "pages": 18, "sites": 412, "overflowed": 812, "lost": 7, "faults": 1,
             "firstFault": "java.lang.IllegalStateException: closed", "gates": true,
             "gateUpcalls": 0, "ringLost": 0}
            """), report.get("tracker"));
    }

    @Test
    void shouldHaveWhatWasFoundByWatching() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonReport.write(Shop.WATCHED, out);
        Map<?, ?> watched = (Map<?, ?>) Json.parse(out.toByteArray());
        Map<?, ?> monthly = (Map<?, ?>) ((List<?>) watched.get("sites")).getFirst();

        assertEquals("leaking", monthly.get("verdict"));
        assertEquals(3_250_586L, monthly.get("bytesPerHour"));
        assertEquals(Shop.LEAK, monthly.get("evidence"));
        assertEquals("com.acme.shop.Reports.monthly(Reports.java:88)", monthly.get("suspect"));
        assertEquals(false, monthly.get("expected"));
        assertEquals(Json.parse("""
            [{"name": "io threads", "sites": 1}, {"name": "old driver", "sites": 0}]
            """), watched.get("expectations"));
        assertEquals(Json.parse("""
            {"bytes": 1048576, "maxBytes": 67108864, "coarsened": 3, "forgotten": 1}
            """), watched.get("history"));
    }

    private List<Map<?, ?>> list(String name) {
        return ((List<?>) report.get(name))
                .stream().<Map<?, ?>>map(it -> (Map<?, ?>) it).toList();
    }
}
