package dev.headcount.examples.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeakTest {

    private static Figures figures(long blocks, long bytes) {
        Figures.Site reports = new Figures.Site(7, "thread reports", List.of(), blocks, bytes, blocks);
        return new Figures(new Figures.Library("", "", "", blocks, blocks, 0), List.of(reports));
    }

    /** Before, while it was forgotten, and after it was freed; what the application says that freeing gave back. */
    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', textBlock = """
        1511 | 11 | 500           | true  | three blocks each
        1511 | 11 | 500 1500 4260 | true  | as the application counts them
        1511 | 11 | 500 1499 4260 | false | the application counts fewer blocks
        1511 | 11 | 500 1500 4259 | false | the application counts fewer bytes
        1512 | 11 | 500           | false | one result would hold more than the others
        1511 | 12 | 500           | false | not everything came back
        11   | 11 | 500           | false | nothing found
        1511 | 11 | 0             | false | nothing forgotten
        """)
    void shouldAgreeOnlyWhereBothAccountsAreTheSame(
            long leaked, long mended, String freed, boolean agrees, String why) {
        List<Long> said = Arrays.stream(freed.split(" ")).map(Long::parseLong).toList();
        Leak leak = Leak.of(figures(11, 130), figures(leaked, 130 + 4260), figures(mended, 130), said);
        assertEquals(agrees, leak.agrees(), why);
    }
}
