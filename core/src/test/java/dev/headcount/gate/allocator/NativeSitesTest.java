package dev.headcount.gate.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.NativeThread;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.memory.Libc;
import dev.headcount.site.Site;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who is charged for what native code allocates. */
class NativeSitesTest {

    private static final int FINGERPRINT = 1_999_993;

    private final TestLedger ledger = TestLedger.open();
    private final NativeCalls calls = NativeCalls.of(ledger.allocator(Backend.libc()));

    private void allocate() {
        calls.malloc(FINGERPRINT);
    }

    /** The only site of the function; null asks for those outside of all functions. */
    private SiteSnapshot site(String function) {
        List<SiteSnapshot> sites = ledger.sites().stream()
                .filter(site -> Objects.equals(site.site().function(), function))
                .toList();
        assertEquals(1, sites.size(), () -> function + ": " + sites);
        return sites.getFirst();
    }

    private void assertCalledFromHere(Site site) {
        assertNull(site.thread());
        assertTrue(
                site.stack().stream()
                        .anyMatch(
                                frame -> frame.getClassName().equals(getClass().getName())),
                site::toString);
    }

    @Test
    void shouldBeTheCallPathWithinADowncall() {
        ledger.within("lib_open", this::allocate);
        SiteSnapshot site = site("lib_open");
        assertCalledFromHere(site.site());
        assertEquals(FINGERPRINT, site.liveBytes());
        assertEquals(1, ledger.sites().size());
    }

    @Test
    void shouldBeFoundOnceForADowncall() {
        ledger.within("lib_exec", () -> {
            for (int i = 0; i < 62; i++) {
                allocate();
            }
        });
        assertEquals(62, site("lib_exec").allocations());
        assertTrue(ledger.upcalls() <= 1, "upcalls " + ledger.upcalls());
    }

    @Test
    void shouldBeTheThreadsNameOutsideOfDowncalls() throws InterruptedException {
        Thread.ofPlatform().name("outside").start(this::allocate).join();
        Site site = site(null).site();
        assertEquals("outside", site.thread());
        assertEquals(List.of(), site.stack());
        assertEquals(0, ledger.upcalls());
    }

    @Test
    void shouldBeTheNameOfANativeThread() throws Throwable {
        NativeAllocator allocator = ledger.allocator(Backend.libc());
        NativeThread.call(allocator.malloc(), FINGERPRINT);
        assertEquals(Libc.threadName(), site(null).site().thread());
        assertEquals(0, ledger.upcalls());
    }

    @Test
    void shouldBeTheSameForThreadsOfTheSameName() throws InterruptedException {
        for (String name : List.of("pool", "pool", "a very long name: one", "a very long name: two", "other")) {
            Thread.ofPlatform().name(name).start(this::allocate).join();
        }
        assertEquals(
                List.of("a very long nam 2", "other 1", "pool 2"),
                ledger.sites().stream()
                        .map(site -> site.site().thread() + " " + site.allocations())
                        .sorted()
                        .toList());
    }

    @Test
    void shouldNotOutliveTheDowncall() {
        ledger.within("lib_open", this::allocate);
        allocate();
        ledger.within("lib_open", () -> {});
        allocate();
        assertEquals(1, site("lib_open").allocations());
        assertEquals(2, site(null).allocations());
        assertEquals(Libc.threadName(), site(null).site().thread());
    }

    @Test
    void shouldBeThatOfTheInnermostDowncall() {
        ledger.within("lib_outer", () -> {
            allocate();
            ledger.within("lib_inner", () -> {
                allocate();
                ledger.within("lib_innermost", () -> {});
                allocate();
            });
            allocate();
        });
        assertEquals(2, site("lib_inner").allocations());
        assertEquals(2, site("lib_outer").allocations());
        assertCalledFromHere(site("lib_inner").site());
        assertCalledFromHere(site("lib_outer").site());
        assertEquals(2, ledger.sites().size());
    }

    @Test
    void shouldBeFoundInAnOuterDowncallAfterAnInnerOne() {
        ledger.within("lib_outer", () -> {
            ledger.within("lib_inner", this::allocate);
            allocate();
        });
        assertEquals(1, site("lib_inner").allocations());
        assertEquals(1, site("lib_outer").allocations());
    }

    @Test
    void shouldBeOneForEachLibraryInADowncall() {
        NativeCalls other = NativeCalls.of(ledger.allocator(Backend.libc()));
        ledger.within("lib_both", () -> {
            for (int i = 0; i < 3; i++) {
                allocate();
                other.malloc(2);
            }
        });
        List<SiteSnapshot> sites = ledger.sites();
        assertEquals(2, sites.size());
        sites.forEach(site -> assertCalledFromHere(site.site()));
        assertEquals(
                List.of(6L, 3L * FINGERPRINT),
                sites.stream().map(SiteSnapshot::liveBytes).sorted().toList());
    }

    @Test
    void shouldKeepItsBlocksWhereverTheyAreFreed() {
        long[] block = new long[1];
        ledger.within("lib_open", () -> block[0] = calls.malloc(FINGERPRINT));
        ledger.within("lib_close", () -> calls.free(block[0]));
        assertEquals(1, site("lib_open").allocations());
        assertEquals(0, site("lib_open").liveBlocks());
        assertEquals(1, ledger.sites().size());
    }

    @Test
    void shouldBeThatOfTheReallocationForAResizedBlock() {
        long[] block = new long[1];
        ledger.within("lib_open", () -> block[0] = calls.malloc(60));
        ledger.within("lib_grow", () -> block[0] = calls.realloc(block[0], FINGERPRINT));
        assertEquals(0, site("lib_open").liveBytes());
        assertEquals(FINGERPRINT, site("lib_grow").liveBytes());
    }

    /** An error that leaves Java there would end the JVM. */
    @Test
    void shouldBeTheThreadsNameWhereTheStackHasNoRoomForJava() throws InterruptedException {
        Thread deep = new Thread(null, this::allocateUntilTheStackIsFull, "deep", 1 << 20);
        deep.start();
        deep.join();
        assertEquals("deep", site(null).site().thread());
        assertTrue(ledger.sites().stream()
                .anyMatch(site -> "lib_deep".equals(site.site().function())));
        assertEquals(0, ledger.ledger().snapshot().tracker().faults());
    }

    private void allocateUntilTheStackIsFull() {
        try {
            ledger.within("lib_deep", () -> {
                calls.malloc(61);
                allocateUntilTheStackIsFull();
            });
        } catch (StackOverflowError e) {
            // an application may go on
        }
    }

    @Test
    void shouldBeTheThreadsNameOnceJavaIsClosed() {
        ledger.within("lib_open", () -> {
            allocate();
            ledger.allocators().close();
            allocate();
        });
        long upcalls = ledger.upcalls();
        ledger.within("lib_late", this::allocate);
        assertEquals(upcalls, ledger.upcalls());
        assertEquals(2, site("lib_open").allocations());
        assertEquals(1, site(null).allocations());
        assertNotNull(site(null).site().thread());
    }
}
