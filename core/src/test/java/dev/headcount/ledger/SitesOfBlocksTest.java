package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.headcount.NativeThread;
import dev.headcount.site.CallContext;
import dev.headcount.site.Site;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which site a block is charged to. */
class SitesOfBlocksTest {

    private static final long BLOCK = 0x7f00_0000_1000L;

    private final Books books = Books.opened();
    private final Ledger ledger = books.ledger;
    private final CallContext context = ledger.context();
    private final int step = ledger.function("lib_step");

    private Site site(Books of, long bytes) {
        return of.siteOfLive(bytes);
    }

    @Test
    void shouldNameTheFunctionAndTheCallPath() {
        context.enter(step);
        books.library.allocated(BLOCK, 1);
        context.exit();
        Site site = site(books, 1);
        assertEquals("lib", site.library());
        assertEquals("lib_step", site.function());
        assertNull(site.thread());
        assertEquals(
                "shouldNameTheFunctionAndTheCallPath", site.stack().getFirst().getMethodName());
    }

    /** The Java stack cannot change while a downcall runs; here it does, and the ledger does not look again. */
    @Test
    void shouldWalkTheStackOnceInADowncall() {
        context.enter(step);
        books.library.allocated(BLOCK, 1);
        books.library.allocated(BLOCK + 16, 2);
        context.exit();
        assertEquals(1, ledger.snapshot().sites().size());
        context.enter(step);
        books.library.allocated(BLOCK + 32, 3);
        context.exit();
        assertEquals(2, ledger.snapshot().sites().size());
    }

    @Test
    void shouldWalkAgainForACallWithinACall() {
        context.enter(step);
        books.library.allocated(BLOCK, 1);
        context.enter(ledger.function("lib_prepare"));
        books.library.allocated(BLOCK + 16, 2);
        context.exit();
        books.library.allocated(BLOCK + 32, 4);
        context.exit();
        assertEquals("lib_prepare", site(books, 2).function());
        assertEquals("lib_step", site(books, 5).function());
    }

    @Test
    void shouldTellTwoLibrariesInOneCallApart() {
        LibraryLedger other = ledger.library(LibraryFacts.named("other"), Optional.of(Books.NO_HEADER));
        context.enter(step);
        books.library.allocated(BLOCK, 1);
        other.allocated(BLOCK + 16, 2);
        books.library.allocated(BLOCK + 32, 4);
        context.exit();
        assertEquals("other", site(books, 2).library());
        assertEquals(4 + 1, liveBytesOf("lib"));
    }

    private long liveBytesOf(String library) {
        return ledger.snapshot().sites().stream()
                .filter(each -> each.site().library().equals(library))
                .mapToLong(SiteSnapshot::liveBytes)
                .sum();
    }

    @Test
    void shouldTakeThePathWhereNoCallWasSeen() {
        books.library.allocated(BLOCK, 1);
        books.library.allocated(BLOCK + 16, 2);
        assertEquals(2, ledger.snapshot().sites().size());
        Site site = site(books, 1);
        assertNull(site.function());
        assertEquals(
                "shouldTakeThePathWhereNoCallWasSeen", site.stack().getFirst().getMethodName());
    }

    @Test
    void shouldKeepNoPathsWhereTheyAreOff() {
        Books plain = Books.with(LedgerOptions.DEFAULT.withStacks(false));
        plain.library.allocated(BLOCK, 1);
        plain.ledger.context().enter(plain.ledger.function("lib_step"));
        plain.library.allocated(BLOCK + 16, 2);
        plain.ledger.context().exit();
        plain.library.allocated(BLOCK + 32, 4);
        assertEquals(List.of(), site(plain, 2).stack());
        assertEquals("lib_step", site(plain, 2).function());
        assertEquals(List.of(), site(plain, 5).stack());
        assertNull(site(plain, 5).function());
    }

    @Test
    void shouldNameANativeThread() throws Throwable {
        MethodHandle allocated = MethodHandles.lookup()
                .bind(books.library, "allocated", MethodType.methodType(long.class, long.class, long.class));
        MethodHandle routine = MethodHandles.insertArguments(allocated, 1, 7L);
        Thread.ofPlatform()
                .name("driver-loop") // native threads inherit the name of the thread that starts them
                .start(() -> {
                    try {
                        NativeThread.call(routine, BLOCK);
                    } catch (Throwable t) {
                        throw new AssertionError(t);
                    }
                })
                .join();
        Site site = site(books, 7);
        assertEquals("driver-loop", site.thread());
        assertNull(site.function());
        assertEquals(List.of(), site.stack());
        assertEquals("native thread driver-loop", site.describe());
    }

    @Test
    void shouldChargeTheEndOfABlockToTheSiteOfItsBirth() {
        context.enter(step);
        books.library.allocated(BLOCK, 1);
        context.exit();
        context.enter(ledger.function("lib_close"));
        books.library.freeing(BLOCK);
        context.exit();
        SiteSnapshot only = ledger.snapshot().sites().getFirst();
        assertEquals(1, ledger.snapshot().sites().size());
        assertEquals("lib_step", only.site().function());
        assertEquals(1, only.allocations());
        assertEquals(0, only.liveBlocks());
        assertEquals(1, only.allocatedBytes());
        assertEquals(0, only.liveBytes());
    }

    @Test
    void shouldTellHowOldTheOldestBlockOfASiteIs() {
        context.enter(step);
        books.library.allocated(BLOCK, 1);
        books.clock.set(100);
        books.library.allocated(BLOCK + 16, 1);
        books.library.allocatedAligned(BLOCK + 64, 1);
        context.exit();
        int site = site(books, 3).id();
        books.clock.set(160);
        assertEquals(160, ledger.ages().oldestSeconds().get(site));
        books.library.freeing(BLOCK);
        assertEquals(60, ledger.ages().oldestSeconds().get(site));
        books.library.freeing(BLOCK + 16);
        assertEquals(60, ledger.ages().oldestSeconds().get(site), "an aligned block has an age like any other");
        books.library.freeing(BLOCK + 64);
        assertNotEquals(true, ledger.ages().oldestSeconds().containsKey(site));
    }
}
