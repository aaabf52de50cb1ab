package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.memory.GuardedPage;
import dev.headcount.site.CallContext;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every kind of damage, and the words of its report. */
class DamageTest {

    private static final LedgerOptions OPTIONS = LedgerOptions.DEFAULT.withStacks(false);

    private final Books books = Books.with(OPTIONS, HeaderFormat.SIZE_8);
    private final Books lenient = Books.with(OPTIONS.withPassOnDamage(true), HeaderFormat.SIZE_8);
    private final HeaderPage page = new HeaderPage();
    private final long block = page.block(64, 60);
    private final String at = " at 0x" + Long.toHexString(block);

    @AfterEach
    void closePage() {
        page.close();
    }

    private static boolean in(Books books, String function, BooleanSupplier call) {
        CallContext context = books.ledger.context();
        context.enter(books.ledger.function(function));
        boolean answer = call.getAsBoolean();
        context.exit();
        return answer;
    }

    private static void allocate(Books books, long block, long size) {
        in(books, "lib_open", () -> books.library.allocated(block, size) != 0);
    }

    private static void assertCounted(Books books, long doubleFrees, long interiorPointers, long damagedHeaders) {
        assertEquals(
                Map.of(
                        DamageKind.DOUBLE_FREE, doubleFrees,
                        DamageKind.INTERIOR_POINTER, interiorPointers,
                        DamageKind.DAMAGED_HEADER, damagedHeaders),
                books.figures().damage());
    }

    private static void assertSaid(Books books, String... sentences) {
        assertEquals(
                List.of(sentences),
                books.damage().stream().map(Damage::describe).toList());
    }

    @Test
    void shouldHoldADoubleFreeBack() {
        allocate(books, block, 60);
        assertTrue(in(books, "lib_close", () -> books.library.freeing(block)));
        assertFalse(in(books, "lib_reset", () -> books.library.freeing(block)));
        assertCounted(books, 1, 0, 0);
        assertSaid(
                books,
                "double free" + at + " (lib); allocated in lib_open; freed first in lib_close;"
                        + " found in lib_reset; not passed on");
        assertEquals(1, books.figures().frees());
        assertEquals(0, books.figures().foreignFrees());
    }

    @Test
    void shouldPassADoubleFreeOnIfAskedTo() {
        allocate(lenient, block, 60);
        lenient.library.freeing(block);
        assertTrue(in(lenient, "lib_reset", () -> lenient.library.freeing(block)));
        assertCounted(lenient, 1, 0, 0);
        assertSaid(lenient, "double free" + at + " (lib); allocated in lib_open; found in lib_reset; passed on");
        assertEquals(0, lenient.figures().foreignFrees());
    }

    @Test
    void shouldHoldTheReallocationOfAFreedBlockBack() {
        allocate(books, block, 60);
        in(books, "lib_close", () -> books.library.freeing(block));
        assertFalse(in(books, "lib_grow", () -> books.library.reallocating(block)));
        assertSaid(
                books,
                "double free" + at + " (lib); allocated in lib_open; freed first in lib_close;"
                        + " found in lib_grow; not passed on");
        assertEquals(0, books.figures().failures());
    }

    /** The memory of a freed block may be gone: then to look at its header would end the JVM. */
    @Test
    void shouldNotLookAtAFreedBlock() throws Throwable {
        long gone;
        try (GuardedPage mapped = new GuardedPage()) {
            gone = mapped.start() - 64;
            books.library.allocatedAligned(gone, 60);
            assertTrue(books.library.freeing(gone));
            assertFalse(books.library.freeing(gone));
            assertFalse(books.library.reallocating(gone));
        }
        assertCounted(books, 2, 0, 0);
    }

    @Test
    void shouldKnowThatABlockLivesAgain() {
        for (int life = 0; life < 3; life++) {
            allocate(books, block, 60);
            assertTrue(books.library.freeing(block));
        }
        assertCounted(books, 0, 0, 0);
    }

    @Test
    void shouldHoldAPointerInsideABlockBack() {
        allocate(books, block, 60);
        assertFalse(in(books, "lib_close", () -> books.library.freeing(block + 8)));
        assertCounted(books, 0, 1, 0);
        assertSaid(
                books,
                "free of a pointer inside a block at 0x" + Long.toHexString(block + 8)
                        + " (lib, block of 60 bytes): the block starts 8 bytes before,"
                        + at + "; allocated in lib_open; found in lib_close; not passed on");
        assertEquals(1, books.figures().liveBlocks());
        assertFalse(books.library.reallocating(block + 8));
        assertCounted(books, 0, 2, 0);
    }

    @Test
    void shouldPassAPointerInsideABlockOnIfAskedTo() {
        allocate(lenient, block, 60);
        assertTrue(in(lenient, "lib_close", () -> lenient.library.freeing(block + 8)));
        assertCounted(lenient, 0, 1, 0);
        assertTrue(lenient.damage().getFirst().describe().endsWith("; found in lib_close; passed on"));
    }

    @Test
    void shouldReportADamagedHeaderAndPassItOn() {
        allocate(books, block, 60);
        HeaderPage.overwriteHeader(block, 1999993);
        assertTrue(in(books, "lib_close", () -> books.library.freeing(block)));
        assertCounted(books, 0, 0, 1);
        assertSaid(
                books,
                "damaged header" + at + " (lib, block of 60 bytes): the header says 1999993, it should say 68;"
                        + " allocated in lib_open; found in lib_close; passed on");
        assertEquals(60, books.figures().freedBytes(), "the ledger knows better than the header");
    }

    @Test
    void shouldReportADamagedHeaderAtARealloc() {
        allocate(books, block, 60);
        HeaderPage.overwriteHeader(block, 1999993);
        assertTrue(in(books, "lib_grow", () -> books.library.reallocating(block)));
        books.library.reallocated(page.block(256, 80), block, 80);
        assertSaid(
                books,
                "damaged header" + at + " (lib, block of 60 bytes): the header says 1999993, it should say 68;"
                        + " allocated in lib_open; found in lib_grow; passed on");
        assertTrue(books.library.freeing(page.block(256, 80)));
        assertCounted(books, 0, 0, 1);
    }

    @Test
    void shouldNotCheckTheHeaderOfAnAlignedBlock() {
        books.library.allocatedAligned(block, 60);
        HeaderPage.overwriteHeader(block, 1999993);
        assertTrue(books.library.freeing(block));
        assertCounted(books, 0, 0, 0);
    }

    @Test
    void shouldNotCheckTheHeaderOfAnAlignedBlockThatGrew() {
        books.library.allocatedAligned(block, 60);
        books.library.reallocating(block);
        books.library.reallocated(0, block, Long.MAX_VALUE);
        books.library.reallocating(block);
        books.library.reallocated(block, block, 80);
        HeaderPage.overwriteHeader(block, 1999993);
        assertTrue(books.library.freeing(block));
        assertCounted(books, 0, 0, 0);
    }

    @Test
    void shouldNotCheckHeadersThatAllocatorsDoNotWrite() {
        Books headless = Books.with(OPTIONS);
        allocate(headless, block, 60);
        HeaderPage.overwriteHeader(block, 1999993);
        assertTrue(headless.library.freeing(block));
        assertCounted(headless, 0, 0, 0);
    }

    @Test
    void shouldCountAllAndKeepTheFirstOfEachKind() {
        allocate(books, block, 60);
        for (int i = 0; i < 100; i++) {
            books.library.freeing(block + 8);
        }
        books.library.freeing(block);
        for (int i = 0; i < 100; i++) {
            books.library.freeing(block);
        }
        assertCounted(books, 100, 100, 0);
        assertEquals(2 * DamageLog.KEPT, books.damage().size());
    }

    @Test
    void shouldNameEachKindForTags() {
        assertEquals("double_free", DamageKind.DOUBLE_FREE.key());
        assertEquals("interior_pointer", DamageKind.INTERIOR_POINTER.key());
        assertEquals("damaged_header", DamageKind.DAMAGED_HEADER.key());
    }
}
