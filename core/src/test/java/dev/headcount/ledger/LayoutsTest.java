package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.site.NativeContext;
import org.junit.jupiter.api.Test;

/** The numbers in the drawings. */
class LayoutsTest {

    @Test
    void shouldHaveTheBlockSlotAsDrawn() {
        assertAll(
                () -> assertEquals(0, BlockSlot.ADDRESS),
                () -> assertEquals(8, BlockSlot.SIZE),
                () -> assertEquals(16, BlockSlot.SITE),
                () -> assertEquals(20, BlockSlot.BORN),
                () -> assertEquals(24, BlockSlot.BYTES),
                () -> assertEquals(0x8000_0000, BlockSlot.UNCHECKED));
    }

    @Test
    void shouldHaveTheTableShardAsDrawn() {
        assertAll(
                () -> assertEquals(0, TableShard.SEQUENCE),
                () -> assertEquals(4, TableShard.COUNT),
                () -> assertEquals(8, TableShard.SLOTS),
                () -> assertEquals(16, TableShard.CAPACITY),
                () -> assertEquals(24, TableShard.USED),
                () -> assertEquals(64, TableShard.BYTES),
                () -> assertTrue(TableShard.USED <= TableShard.BYTES));
    }

    @Test
    void shouldHaveTheCounterRecordAsDrawn() {
        assertAll(
                () -> assertEquals(0, CounterRecord.REALLOCATIONS),
                () -> assertEquals(8, CounterRecord.FAILURES),
                () -> assertEquals(16, CounterRecord.FOREIGN_FREES),
                () -> assertEquals(24, CounterRecord.FOREIGN_BYTES),
                () -> assertEquals(32, CounterRecord.LOST),
                () -> assertEquals(40, CounterRecord.MISSED_FREES),
                () -> assertEquals(48, CounterRecord.BALANCE),
                () -> assertEquals(56, CounterRecord.HIGHEST),
                () -> assertEquals(64, CounterRecord.SIZES),
                () -> assertEquals(21, CounterRecord.SIZE_BUCKETS),
                () -> assertEquals(232, CounterRecord.OUTSIDE_SITE),
                () -> assertEquals(240, CounterRecord.DOUBLE_FREES),
                () -> assertEquals(248, CounterRecord.DAMAGED_HEADERS),
                () -> assertEquals(256, CounterRecord.BYTES));
    }

    @Test
    void shouldHaveTheSiteRecordAsDrawn() {
        assertAll(
                () -> assertEquals(0, SiteRecord.ALLOCATIONS),
                () -> assertEquals(8, SiteRecord.FREES),
                () -> assertEquals(16, SiteRecord.ALLOCATED_BYTES),
                () -> assertEquals(24, SiteRecord.FREED_BYTES),
                () -> assertEquals(32, SiteRecord.BYTES),
                () -> assertEquals(64, SiteRecord.PER_CHUNK),
                () -> assertEquals(2048, SiteRecord.CHUNK_BYTES));
    }

    @Test
    void shouldPutSitesSideBySideInTheirChunks() {
        assertEquals(0, SiteRecord.chunk(0));
        assertEquals(0, SiteRecord.offset(0));
        assertEquals(0, SiteRecord.chunk(63));
        assertEquals(63 * 32, SiteRecord.offset(63));
        assertEquals(1, SiteRecord.chunk(64));
        assertEquals(0, SiteRecord.offset(64));
        assertEquals(156, SiteRecord.chunk(9999));
        assertEquals(15 * 32, SiteRecord.offset(9999));
    }

    @Test
    void shouldPutTheWordsOfAThreadPageBetweenItsLibrariesAndItsSites() {
        assertAll(
                () -> assertEquals(0, NativeContext.SITE),
                () -> assertEquals(4, NativeContext.LIBRARY),
                () -> assertEquals(8, NativeContext.CALLABLE),
                () -> assertEquals(-256, ThreadPage.library(0)),
                () -> assertEquals(-512, ThreadPage.library(1)),
                () -> assertEquals(0, ThreadPage.CONTEXT),
                () -> assertEquals(16, ThreadPage.COUNTDOWN),
                () -> assertEquals(24, ThreadPage.SPAN),
                () -> assertEquals(32, ThreadPage.TO_LIST),
                () -> assertEquals(40, ThreadPage.RANDOM),
                () -> assertEquals(48, ThreadPage.UPCALLS),
                () -> assertEquals(56, ThreadPage.NEXT),
                () -> assertEquals(64, ThreadPage.NAME),
                () -> assertEquals(80, ThreadPage.STACK_LIMIT),
                () -> assertTrue(ThreadPage.STACK_LIMIT + Long.BYTES <= ThreadPage.SITES),
                () -> assertEquals(128, ThreadPage.site(1)));
    }

    @Test
    void shouldKeepTheTablesOfTheCommonStateApart() {
        assertAll(
                () -> assertEquals(72, CommonState.LIBRARIES),
                () -> assertEquals(120, CommonState.SHARED_PAGE),
                () -> assertTrue(CommonState.SHARED_PAGE + 8 <= CommonState.PEAKS),
                () -> assertEquals(128, CommonState.PEAKS),
                () -> assertEquals(128 + 256 * 16, CommonState.THREAD_SITES),
                () -> assertEquals(CommonState.THREAD_SITES + 1024 * 24, CommonState.GAPS),
                () -> assertEquals(CommonState.GAPS + 1024 * 8, CommonState.THREADS),
                () -> assertEquals(CommonState.THREADS + 8192 * 16, CommonState.RING),
                () -> assertEquals(0, CommonState.RING % 64),
                () -> assertEquals(CommonState.RING + 8192 * 64, CommonState.BYTES));
    }

    @Test
    void shouldFillACacheLineWithAnEvent() {
        assertAll(
                () -> assertEquals(0, EventRecord.KIND),
                () -> assertEquals(8, EventRecord.LIBRARY),
                () -> assertEquals(16, EventRecord.SITE),
                () -> assertEquals(24, EventRecord.POINTER),
                () -> assertEquals(32, EventRecord.SIZE),
                () -> assertEquals(40, EventRecord.HEADER_SIZE),
                () -> assertEquals(48, EventRecord.HEADER_REST),
                () -> assertEquals(56, EventRecord.SECONDS),
                () -> assertEquals(64, EventRecord.BYTES));
    }

    @Test
    void shouldTakeAsMuchForSmallTablesAsTheirCommentsSay() {
        assertEquals(32768 * 16, DeadBlocks.BYTES);
        assertEquals(256 * 24, YoungBlocks.BYTES);
        assertEquals(32_768 * 2, BlockOwners.BYTES);
    }
}
