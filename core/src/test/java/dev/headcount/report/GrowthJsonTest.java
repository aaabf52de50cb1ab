package dev.headcount.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GrowthJsonTest {

    @Test
    void shouldHaveEverySiteThatChangedTheLargestGrowthFirst() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportFormat.JSON.write(ShopLater.GROWTH, out);

        assertEquals(Json.parse("""
            {"since": "2026-11-23T07:45:12Z",
             "takenAt": "2026-11-23T08:15:12Z",
             "seconds": 1800,
             "notes": ["libuv.so.1 was given an allocator before counting began: what it allocated until then is not in these figures."],
             "libraries": [
               {"name": "sqlite3", "liveBlocks": -59004, "liveBytes": -1402308,
                "allocations": -118008, "allocatedBytes": -2804616},
               {"name": "cassandra", "liveBlocks": 3, "liveBytes": 3072, "allocations": 6, "allocatedBytes": 6144}],
             "sites": [
               {"id": 17, "library": "sqlite3", "function": "sqlite3_prepare_v2", "thread": null,
                "stack": ["com.acme.shop.Statement.prepare(Statement.java:31)",
                          "com.acme.shop.Reports.monthly(Reports.java:88)",
                          "com.acme.shop.Main.main(Main.java:12)"],
                "liveBlocks": 54, "liveBytes": 272000, "allocations": 108, "allocatedBytes": 544000,
                "verdict": "leaking"},
               {"id": 23, "library": "cassandra", "function": "cass_session_execute", "thread": "cass-io-0",
                "stack": [],
                "liveBlocks": 3, "liveBytes": 3072, "allocations": 6, "allocatedBytes": 6144, "verdict": null},
               {"id": 4, "library": "sqlite3", "function": "sqlite3_step", "thread": null,
                "stack": ["com.acme.shop.Orders.sell(Orders.java:40)"],
                "liveBlocks": -59058, "liveBytes": -1674308, "allocations": -118116, "allocatedBytes": -3348616,
                "verdict": null}]}
            """), Json.parse(out.toByteArray()));
    }
}
