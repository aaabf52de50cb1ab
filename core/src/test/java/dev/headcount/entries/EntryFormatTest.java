package dev.headcount.entries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryFormatTest {

    private static final EntryFormat SHOPS = new EntryFormat("shops", "shop", "corner", List.of("street", "open"));

    private final List<String> problems = new ArrayList<>();

    @Test
    void shouldReadEntriesWithTheirFields() {
        assertEquals(
                List.of(
                        "corner in High Street open to all, from line 3",
                        "kiosk in Low = Street open never, from line 8"),
                read("""
                    # the shops we know

                    [corner]
                      street = High Street
                    # when it rains
                    open=to all

                    [ kiosk ]
                    street = Low = Street
                    """));
        assertEquals(List.of(), problems);
    }

    @Test
    void shouldReadNothingInAnEmptyFile() {
        assertEquals(List.of(), read("# none yet"));
        assertEquals(List.of(), problems);
    }

    @Test
    void shouldNameFileLineAndFieldOfWhatItCannotReadAndReadTheOthers() {
        assertLeftOut(
                "[bad]\nstret = x", "line 4: shop 'bad' is left out: field 'stret' is unknown; there are street, open");
        assertLeftOut("[bad]\nstreet", "line 4: shop 'bad' is left out: field 'street' has no value");
        assertLeftOut("[bad]\nstreet =", "line 4: shop 'bad' is left out: field 'street' has no value");
        assertLeftOut("[bad]\nstreet = x\nstreet = y", "line 5: shop 'bad' is left out: field 'street' is given twice");
        assertLeftOut("[]\nstreet = x", "line 3: expected a name, as in [corner], but found '[]'");
        assertLeftOut("[bad\nstreet = x", "line 3: expected a name, as in [corner], but found '[bad'");
    }

    @Test
    void shouldNameTheLineOfWhatMeansNothing() {
        assertLeftOut("[bad]\n\nopen = never", "line 3: shop 'bad' is left out: field 'street' is missing");
        assertLeftOut("[bad]\nstreet = x\nopen = up", "line 5: shop 'bad' is left out: field 'open': there is no up");
    }

    @Test
    void shouldSayEachOfSeveralProblems() {
        assertEquals(List.of(), read("[bad]\nstret = x\nopened = y"));
        assertEquals(2, problems.size(), problems::toString);
    }

    @Test
    void shouldRefuseWhatStandsBeforeTheFirstName() {
        assertEquals(List.of(), read("street = x"));
        assertEquals(
                List.of("shops my.txt, line 1: 'street = x' stands before the first shop, which begins with its name:"
                        + " [corner]"),
                problems);
    }

    /** Between two that can be read. */
    private void assertLeftOut(String bad, String problem) {
        problems.clear();
        assertEquals(
                2, read("[first]\nstreet = a\n" + bad + "\n[last]\nstreet = b").size(), problems::toString);
        assertEquals(List.of("shops my.txt, " + problem), problems);
    }

    private List<String> read(String text) {
        return SHOPS.read(text.lines(), "my.txt", EntryFormatTest::shop, problems::add);
    }

    private static String shop(Entry entry) {
        if (entry.field("street").isEmpty()) {
            throw entry.wrong("field 'street' is missing");
        }
        entry.field("open").filter(open -> open.value().equals("up")).ifPresent(open -> {
            throw open.wrong("there is no up");
        });
        return entry.name() + " in " + entry.value("street").get() + " open "
                + entry.value("open").orElse("never") + ", from line " + entry.line();
    }
}
