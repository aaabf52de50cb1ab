package dev.headcount.agent.catalog;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.FunctionDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final Catalog BUILT_IN = Catalog.with(List.of());

    @Test
    void shouldReadTheLibrariesThatComeWithTheAgent() {
        List<String> symbols =
                BUILT_IN.installers().stream().map(Installer::symbol).toList();

        assertTrue(symbols.containsAll(List.of("sqlite3_config", "cass_alloc_set_functions", "uv_replace_allocator")));
        assertEquals(symbols.stream().distinct().toList(), symbols);
    }

    @Test
    void shouldNameEachOfThem() {
        BUILT_IN.installers()
                .forEach(installer -> assertFalse(installer.library().isEmpty(), installer.symbol()));
    }

    @Test
    void shouldPutTheUsersInstallersFirst() {
        CatalogEntry own = CatalogEntry.of(InstallerParser.parse("mine=sqlite3_config(4, struct(malloc, free))"));

        assertEquals(own, Catalog.with(List.of(own)).entries().getFirst());
        assertEquals(
                BUILT_IN.entries().size() + 1,
                Catalog.with(List.of(own)).entries().size());
    }

    @Test
    void shouldSayWhichTextCannotBeReadAndReadTheOthers() {
        List<String> problems = new ArrayList<>();

        List<CatalogEntry> entries = Catalog.parse(List.of("one(malloc)", "two(", "three(free)"), problems::add);

        assertEquals(
                List.of("one", "three"),
                new Catalog(entries)
                        .installers().stream().map(Installer::symbol).toList());
        assertEquals(
                List.of("option 'installer' is ignored: 'two(': expected a role, struct(…), a number or _ but found"
                        + " the end"),
                problems);
    }

    @Test
    void shouldTellTheCallsOfAVariadicInstallerApart() {
        Installer sqlite = BUILT_IN.installers().stream()
                .filter(installer -> installer.symbol().equals("sqlite3_config"))
                .findFirst()
                .orElseThrow();

        assertTrue(sqlite.fits(FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS)));
        assertTrue(sqlite.fits(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG)), "a pointer as a number");
        assertTrue(sqlite.fits(FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS)), "SQLITE_CONFIG_LOG");
        assertFalse(sqlite.fits(FunctionDescriptor.of(JAVA_INT, JAVA_INT)), "SQLITE_CONFIG_SERIALIZED");
        assertFalse(sqlite.fits(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT)), "SQLITE_CONFIG_MEMSTATUS");
    }

    @Test
    void shouldTakePointersAndNumbersAsWideForFunctions() {
        Installer installer = InstallerParser.parse("acme(malloc, free)");

        assertTrue(installer.fits(FunctionDescriptor.ofVoid(ADDRESS, ADDRESS)));
        assertTrue(installer.fits(FunctionDescriptor.ofVoid(JAVA_LONG, ADDRESS)));
        assertFalse(installer.fits(FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS)));
        assertFalse(installer.fits(FunctionDescriptor.ofVoid(ADDRESS, JAVA_DOUBLE)));
        assertFalse(installer.fits(FunctionDescriptor.ofVoid(ADDRESS)));
    }
}
