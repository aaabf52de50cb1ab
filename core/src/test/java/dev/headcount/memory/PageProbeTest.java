package dev.headcount.memory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PageProbeTest {

    @Test
    void shouldFindMappedMemoryReadable() throws Throwable {
        try (GuardedPage page = new GuardedPage()) {
            assertTrue(PageProbe.canRead(page.start()));
        }
    }

    @Test
    void shouldFindAProtectedPageUnreadable() throws Throwable {
        try (GuardedPage page = new GuardedPage()) {
            assertFalse(PageProbe.canRead(page.start() - 8));
        }
    }

    @Test
    void shouldFindNothingReadableWhereNothingIsMapped() {
        assertFalse(PageProbe.canRead(8));
        assertFalse(PageProbe.canRead(0xdead_0000_0000_0000L));
    }
}
