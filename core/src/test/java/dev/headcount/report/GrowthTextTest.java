package dev.headcount.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrowthTextTest {

    @Test
    void shouldBeReadByPeople() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportFormat.TEXT.write(ShopLater.GROWTH, out);

        assertEquals("""
            Headcount: what changed in the native memory that libraries hold
            from 2026-11-23 07:45:12 UTC to 2026-11-23 08:15:12 UTC, 30 min 0 s

            Please note
              - libuv.so.1 was given an allocator before counting began: what it allocated until then is not in these
                figures.

            Libraries
              Growth is what was asked for since then and not given back; where more was given back, it is negative.

              library      growth       bytes   blocks  allocations  allocated
              sqlite3    -1.3 MiB  -1,402,308  -59,004     -118,008   -2.7 MiB
              cassandra  +3.0 KiB      +3,072       +3           +6   +6.0 KiB
              all        -1.3 MiB  -1,399,236  -59,001     -118,002   -2.7 MiB

            Who holds more: the sites, largest growth first

              site      growth     bytes  blocks   allocated  verdict  function
              #17   +265.6 KiB  +272,000     +54  +531.3 KiB  leaking  sqlite3: sqlite3_prepare_v2
                    com.acme.shop.Statement.prepare(Statement.java:31)
                    com.acme.shop.Reports.monthly(Reports.java:88)
                    com.acme.shop.Main.main(Main.java:12)

              #23     +3.0 KiB    +3,072      +3    +6.0 KiB  -        cassandra: cass_session_execute on native thread...

              and 1 site that did not grow: -1,674,308 bytes in -59,058 blocks
            """, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldListNoMoreSitesThanAskedFor() {
        String text = GrowthText.of(ShopLater.GROWTH, 1);

        assertTrue(text.contains("\n  and 1 more site that grew: +3,072 bytes in +3 blocks\n"), text);
        assertFalse(text.contains("#23"), text);
    }

    @Test
    void shouldHaveNoVerdictsWhereNobodyWatched() {
        String text = GrowthText.of(GrowthReport.between(Shop.SNAPSHOT, ShopLater.SNAPSHOT), 1);

        assertTrue(
                text.contains("""
                      site      growth     bytes  blocks   allocated  function
                      #17   +265.6 KiB  +272,000     +54  +531.3 KiB  sqlite3: sqlite3_prepare_v2
                    """), text);
    }

    @Test
    void shouldBeShortWhereNothingChanged() {
        assertEquals("""
            Headcount: what changed in the native memory that libraries hold
            from 2026-11-23 07:45:12 UTC to 2026-11-23 07:45:12 UTC, 0 s

            Libraries
              none changed

            Who holds more: the sites, largest growth first
              none: no site holds more than before
            """, GrowthText.of(GrowthReport.between(Shop.SNAPSHOT, Shop.SNAPSHOT), 20));
    }

    @Test
    void shouldHaveNothingToSayWithoutABaseline() {
        assertEquals(Optional.empty(), GrowthReport.sinceBaseline(Shop.REPORT));
    }
}
