package dev.headcount.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.headcount.memory.Symbols.Symbol;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SymbolsTest {

    private final long malloc =
            Linker.nativeLinker().defaultLookup().findOrThrow("malloc").address();

    @Test
    void shouldNameTheFunctionAndItsLibrary() {
        Symbol symbol = Symbols.at(malloc).orElseThrow();
        assertTrue(symbol.name().endsWith("malloc"), symbol.name()); // glibc has aliases with underscores
        assertEquals(malloc, symbol.address());
        assertTrue(symbol.library().endsWith("/" + symbol.fileName()), symbol.library());
        assertTrue(symbol.fileName().startsWith("libc"), symbol.fileName());
        assertTrue(symbol.base() < malloc);
    }

    @Test
    void shouldNameTheFunctionThatAnAddressIsInsideOf() {
        assertEquals(Symbols.at(malloc), Symbols.at(malloc + 1));
    }

    @Test
    void shouldTellThatTwoFunctionsAreOfOneLibrary() {
        long free = Linker.nativeLinker().defaultLookup().findOrThrow("free").address();
        assertEquals(
                Symbols.at(malloc).orElseThrow().base(),
                Symbols.at(free).orElseThrow().base());
    }

    @Test
    void shouldFindNoLibraryForAllocatedMemory() {
        long block = Libc.malloc(100);
        assertEquals(Optional.empty(), Symbols.at(block));
        Libc.free(block);
        assertEquals(Optional.empty(), Symbols.at(0));
    }

    @Test
    void shouldFindAFunctionInALoadedLibrary() {
        String libc = Symbols.at(malloc).orElseThrow().library();
        assertEquals(OptionalLong.of(malloc), Symbols.find(libc, "malloc"));
        assertEquals(OptionalLong.empty(), Symbols.find(libc, "no_such_function"));
    }

    @Test
    void shouldFindNothingInALibraryThatIsNotThere() {
        assertEquals(OptionalLong.empty(), Symbols.find("/no/such/library.so", "malloc"));
    }

    @Test
    @SuppressWarnings("restricted")
    void shouldNeitherLoadALibraryNorKeepItLoaded() {
        String path = "libBrokenLocale.so.1"; // comes with glibc, and nobody needs it
        String name = "__ctype_get_mb_cur_max";
        assertEquals(OptionalLong.empty(), Symbols.find(path, name));
        try (Arena arena = Arena.ofConfined()) {
            long loaded =
                    SymbolLookup.libraryLookup(path, arena).findOrThrow(name).address();
            assertEquals(OptionalLong.of(loaded), Symbols.find(path, name));
        } catch (IllegalArgumentException e) {
            abort(path + " cannot be opened: " + e.getMessage());
        }
        assertEquals(OptionalLong.empty(), Symbols.find(path, name));
    }

    @Test
    void shouldTakeTheWholePathForTheFileNameWhereThereIsNoSlash() {
        assertEquals("linux-vdso.so.1", new Symbol("linux-vdso.so.1", 0, "", 0).fileName());
    }
}
