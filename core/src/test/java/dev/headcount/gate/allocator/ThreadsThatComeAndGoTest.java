package dev.headcount.gate.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.NativeThread;
import dev.headcount.allocator.ContractAllocator.Totals;
import dev.headcount.allocator.ContractAllocator.Wrong;
import dev.headcount.gate.code.Machine;
import dev.headcount.gate.code.Machines;
import dev.headcount.gate.code.Processor;
import dev.headcount.ledger.CommonState;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SiteRecord;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads of a library's own that live for a block or two: their pages go to the next ones. */
class ThreadsThatComeAndGoTest {

    private static final int AT_ONCE = 4;
    private static final int THREADS = 10_000;
    private static final int THREADS_UNDER_QEMU = 400; // which takes milliseconds for each
    private static final int COMMON_PAGE_AND_MAIN_THREAD = 2;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "THIS_PROCESS")
    void shouldLeaveNoMorePagesThanLivedAtOnce(Machines kind) {
        try (Machine machine = kind.start()) {
            MachineAllocator allocator = MachineAllocator.on(machine);
            int threads = threads(kind);
            allocator.comeAndGo(AT_ONCE, threads / AT_ONCE);
            assertEquals(2L * threads, allocator.ledger().sites(SiteRecord.ALLOCATIONS)); // one is a realloc's
            assertAtRest(allocator);
        }
    }

    /** A block that a destructor frees takes a page again, for a thread that has given its own back. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "THIS_PROCESS")
    void shouldCountWhatIsFreedWhileAThreadEnds(Machines kind) {
        try (Machine machine = kind.start()) {
            MachineAllocator allocator = MachineAllocator.on(machine);
            int threads = threads(kind);
            allocator.endLate(AT_ONCE, threads / AT_ONCE);
            assertEquals(threads, allocator.ledger().sites(SiteRecord.FREES));
            assertAtRest(allocator);
        }
    }

    private static int threads(Machines kind) {
        boolean emulated = !Processor.here().map(Processor::name).equals(Optional.of(kind.name()));
        return emulated ? THREADS_UNDER_QEMU : THREADS;
    }

    private static void assertAtRest(MachineAllocator allocator) {
        assertEquals(new Totals(0, 0, 0), allocator.totals());
        for (Wrong kind : Wrong.values()) {
            assertEquals(0, allocator.refused(kind), kind.name());
        }
        long pages = allocator.ledger().get(CommonState.PAGES);
        assertTrue(pages <= AT_ONCE + COMMON_PAGE_AND_MAIN_THREAD, "pages " + pages);
    }

    @Test
    void shouldLeaveOnePageForThreadsOfThisProcessOneAfterTheOther() throws Throwable {
        TestLedger ledger = TestLedger.open();
        NativeAllocator allocator = ledger.allocator(Backend.libc());
        for (int i = 0; i < THREADS / 2; i++) {
            NativeThread.call(allocator.free(), NativeThread.call(allocator.malloc(), 60));
        }
        LibrarySnapshot figures = ledger.figures(allocator);
        assertEquals(THREADS / 2, figures.allocations());
        assertEquals(THREADS / 2, figures.frees());
        assertEquals(0, figures.liveBytes());
        assertEquals(2, ledger.natives().get(CommonState.PAGES));
        assertEquals(0, ledger.upcalls());
        assertEquals(1, ledger.sites().size());
    }
}
