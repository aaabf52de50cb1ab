package dev.headcount.gate.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.allocator.AllocatorContractTest;
import dev.headcount.allocator.WrongPointersContractTest;
import dev.headcount.ledger.CommonState;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Threads that find no page for themselves, since all are taken. */
class CommonPageTest {

    private static TestLedger ledger;

    @BeforeAll
    static void openLedger() {
        ledger = TestLedger.withCommonPageOnly();
    }

    @Nested
    class OverLibc extends AllocatorContractTest {
        OverLibc() {
            super(NativeContractAllocator.over(ledger, Backend.libc()));
        }
    }

    @Nested
    class GivenWrongPointers extends WrongPointersContractTest {
        GivenWrongPointers() {
            super(NativeContractAllocator.over(ledger, Backends.keepingFreedBlocks()));
        }
    }

    @Test
    void shouldChargeTheSiteForAllThatFindsNoPlace() {
        TestLedger own = TestLedger.withCommonPageOnly();
        NativeCalls calls = NativeCalls.of(own.allocator(Backend.libc()));
        long block = calls.malloc(1_999_993);
        List<SiteSnapshot> sites = own.ledger().snapshot().sites();
        assertEquals(1, sites.size());
        assertEquals(Site.OVERFLOW, sites.getFirst().site().function());
        assertEquals(1_999_993, sites.getFirst().liveBytes());
        calls.free(block);
        assertEquals(0, own.ledger().snapshot().sites().getFirst().liveBytes());
        assertEquals(1, own.natives().get(CommonState.PAGES));
    }
}
