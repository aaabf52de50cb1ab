package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeHistogramTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0",
        "16, 0",
        "17, 1",
        "32, 1",
        "33, 2",
        "64, 2",
        "65, 3",
        "4096, 8",
        "4097, 9",
        "8388608, 19",
        "8388609, 20",
        "1099511627776, 20",
        "9223372036854775807, 20"
    })
    void shouldCountASizeInTheFirstBucketThatHoldsIt(long size, int bucket) {
        assertEquals(CounterRecord.SIZES + bucket * 8L, CounterRecord.sizeBucket(size));
    }

    @Test
    void shouldDoubleFromBucketToBucket() {
        assertEquals(16, SizeHistogram.largest(0));
        assertEquals(32, SizeHistogram.largest(1));
        assertEquals(8 << 20, SizeHistogram.largest(19));
        assertEquals(Long.MAX_VALUE, SizeHistogram.largest(20));
    }

    @Test
    void shouldHoldEachLargestSizeInItsOwnBucket() {
        for (int bucket = 0; bucket < CounterRecord.SIZE_BUCKETS; bucket++) {
            assertEquals(CounterRecord.SIZES + bucket * 8L, CounterRecord.sizeBucket(SizeHistogram.largest(bucket)));
        }
    }

    @Test
    void shouldCountReallocationsByTheirNewSize() {
        Ledger ledger = new Ledger(LedgerOptions.DEFAULT, new LedgerClock());
        LibraryLedger library = ledger.library(LibraryFacts.named("lib"), Optional.of(Books.NO_HEADER));
        library.allocated(0x10000, 10);
        library.reallocating(0x10000);
        library.reallocated(0x20000, 0x10000, 20);
        SizeHistogram sizes = ledger.snapshot().libraries().getFirst().sizes();
        assertEquals(30, sizes.totalBytes());
        assertEquals(List.of(1L, 1L, 0L), sizes.counts().subList(0, 3));
        assertEquals(CounterRecord.SIZE_BUCKETS, sizes.counts().size());
    }
}
