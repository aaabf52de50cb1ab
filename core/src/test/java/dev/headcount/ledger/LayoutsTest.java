package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
                () -> assertEquals(232, CounterRecord.USED),
                () -> assertEquals(256, CounterRecord.BYTES),
                () -> assertTrue(CounterRecord.USED <= CounterRecord.BYTES));
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
    void shouldTakeAsMuchForSmallTablesAsTheirCommentsSay() {
        assertEquals(32768 * 16, DeadBlocks.BYTES);
        assertEquals(256 * 24, YoungBlocks.BYTES);
        assertEquals(16384 * 4, PageOwners.BYTES);
    }
}
