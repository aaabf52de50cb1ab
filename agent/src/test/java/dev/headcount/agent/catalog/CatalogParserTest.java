package dev.headcount.agent.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogParserTest {

    private final List<String> problems = new ArrayList<>();

    private List<CatalogEntry> parse(String text) {
        return CatalogParser.parse(text.lines(), "mine.txt", problems::add);
    }

    @Test
    void shouldReadEveryField() {
        List<CatalogEntry> entries = parse("""
            # ours
            [acme]
            file      = libacme.so, libacme-ng.so
            installer = acme_hook(4, struct(malloc, free, _)) = 1

              defaults = acme_hook(5, struct) = 1
            init      = acme_init
            implied   = acme_open, acme_list
            cleanup   = acme_end
            probe     = acme_new, acme_free
            claims    = road, runner
            before    = libc
            """);

        assertEquals(
                List.of(new CatalogEntry(
                        "acme",
                        List.of("libacme.so", "libacme-ng.so"),
                        Optional.of(InstallerParser.parse("acme=acme_hook(4, struct(malloc, free, _)) = 1")),
                        Optional.of(InstallerParser.parseDefaults("acme=acme_hook(5, struct) = 1")),
                        Optional.of(new Initialisation(
                                "acme_init", List.of("acme_open", "acme_list"), "acme_end", "acme_new", "acme_free")),
                        List.of("road", "runner"),
                        true,
                        "",
                        true)),
                entries);
        assertEquals(List.of(), problems);
    }

    @Test
    void shouldReadALibraryWithoutInstaller() {
        CatalogEntry entry =
                parse("[acme]\nfile = libacme.so\ninstaller = none").getFirst();
        assertEquals(Optional.empty(), entry.installer());
        assertFalse(entry.installs());
        assertTrue(entry.isNamed("libacme.so.3.1"));
        assertFalse(entry.isNamed("libacme2.so.3.1"));
    }

    @Test
    void shouldLeaveTheInstallerToTheApplicationWhereThatIsSaid() {
        CatalogEntry entry = parse("[acme]\ninstaller = acme_hook(malloc, free)\ninstall = no")
                .getFirst();
        assertFalse(entry.installs());
        assertEquals("", entry.whyNot());
        assertEquals("acme_hook", entry.installer().orElseThrow().symbol());
    }

    @Test
    void shouldReadWhyTheInstallerIsLeftToTheApplication() {
        CatalogEntry entry = parse("[acme]\ninstaller = acme_hook(malloc, free)\ninstall = no, it bites, and scratches")
                .getFirst();
        assertFalse(entry.installs());
        assertEquals("it bites, and scratches", entry.whyNot());
    }

    @Test
    void shouldHoldForTheVersionInTheNameOfTheFile() {
        CatalogEntry entry = parse("[acme]\nfile = libacme.so.1.5\ninstaller = acme_hook(malloc, free)")
                .getFirst();
        assertTrue(entry.holdsFor("libacme.so.1.5.1"));
        assertFalse(entry.holdsFor("libacme.so.1.6"));
        assertTrue(entry.isNamed("libacme.so.1.6"));
        CatalogEntry anyVersion = parse("[acme]\nfile = libacme.so\ninstaller = acme_hook(malloc, free)")
                .getFirst();
        assertTrue(anyVersion.holdsFor("libshop.so.1"), "whatever exports the installer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        instaler = a(malloc) | 5 | field 'instaler' is unknown; there are file, installer, defaults, init, implied, cleanup, probe, claims, before, install
        file                 | 5 | field 'file' has no value
        installer = a(moloc) | 5 | field 'installer': 'a(moloc)': expected one of malloc, calloc, realloc, free, aligned_alloc, strdup, size but found 'moloc)'
        before = calloc      | 4 | field 'installer' is missing; 'none' if there is no such function
        installer = none     | 4 | field 'file' is missing: nothing else tells a library without installer
        """)
    void shouldNameFileLineAndFieldOfABadEntryAndReadTheOthers(String field, int line, String what) {
        List<CatalogEntry> entries = parse("""
            [first]
            installer = first_hook(malloc, free)

            [bad]
            %s
            [last]
            installer = last_hook(malloc, free)
            """.formatted(field));

        assertEquals(
                List.of("first", "last"),
                entries.stream().map(CatalogEntry::library).toList());
        assertEquals(List.of("catalog mine.txt, line " + line + ": library 'bad' is left out: " + what), problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        install = never | field 'install': expected no but found 'never'
        init = a_init   | field 'init': needs 'cleanup' with a function, and 'probe' with two
        before = calloc | field 'before': expected libc but found 'calloc'
        """)
    void shouldNameTheFieldWhoseValueIsNone(String field, String what) {
        assertEquals(List.of(), parse("[bad]\ninstaller = a(malloc)\n" + field));
        assertEquals(List.of("catalog mine.txt, line 3: library 'bad' is left out: " + what), problems);
    }

    @Test
    void shouldSayWhatStandsBeforeTheFirstLibrary() {
        assertEquals(List.of(), parse("installer = acme_hook(malloc, free)"));
        assertEquals(
                List.of("catalog mine.txt, line 1: 'installer = acme_hook(malloc, free)' stands before the first"
                        + " library, which begins with its name: [acme]"),
                problems);
    }

    @Test
    void shouldPutTheVersionOfTheFileIntoTheSymbol() {
        Installer installer = parse("[icu]\ninstaller = u_set_*(malloc, free)")
                .getFirst()
                .installer()
                .orElseThrow();
        assertEquals("u_set_72", installer.symbolIn("libicuuc.so.72"));
        assertEquals("u_set_72", installer.symbolIn("libicuuc.so.72.1"));
    }
}
