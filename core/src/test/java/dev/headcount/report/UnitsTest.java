package dev.headcount.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1048524, 1023.9 KiB",
        "1048575, 1.0 MiB",
        "11953152, 11.4 MiB",
        "1099511627776, 1.0 TiB",
        "9223372036854775807, 8.0 EiB",
        "-2048, -2.0 KiB"
    })
    void shouldWriteBytesWithTheUnitThatFits(long bytes, String expected) {
        assertEquals(expected, Units.bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "59, 59 s",
        "60, 1 min 0 s",
        "3599, 59 min 59 s",
        "7990, 2 h 13 min",
        "86400, 1 d 0 h",
        "900000, 10 d 10 h"
    })
    void shouldWriteDurationsWithTheirTwoLargestUnits(long seconds, String expected) {
        assertEquals(expected, Units.duration(seconds));
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 33.3 %", "3, 3, 100.0 %", "0, 3, 0.0 %", "0, 0, 0.0 %"})
    void shouldWriteShares(long part, long whole, String expected) {
        assertEquals(expected, Units.share(part, whole));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0; 0 blocks", "1; 1 block", "61204; 61,204 blocks"})
    void shouldCount(long count, String expected) {
        assertEquals(expected, Units.count(count, "block", "blocks"));
    }
}
