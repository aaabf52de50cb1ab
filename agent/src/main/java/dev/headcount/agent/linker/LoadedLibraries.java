package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.Catalog;
import dev.headcount.agent.catalog.Installer;
import dev.headcount.agent.linker.LoadedLibrary.Found;
import dev.headcount.memory.Symbols;
import dev.headcount.memory.Symbols.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** The libraries that functions were linked from so far; each is searched for known installers once. */
final class LoadedLibraries {

    private final Catalog catalog;
    private final ConcurrentHashMap<Long, LoadedLibrary> byBase = new ConcurrentHashMap<>();

    LoadedLibraries(Catalog catalog) {
        this.catalog = catalog;
    }

    LoadedLibrary of(Symbol symbol) {
        LoadedLibrary known = byBase.get(symbol.base());
        if (known != null && known.path().equals(symbol.library())) {
            return known;
        }
        LoadedLibrary met = new LoadedLibrary(symbol.library(), installersOf(symbol));
        byBase.put(symbol.base(), met); // another library may have been unloaded from there
        return met;
    }

    private List<Found> installersOf(Symbol symbol) {
        List<Found> found = new ArrayList<>();
        for (Installer installer : catalog.installers()) {
            OptionalLong address = Symbols.find(symbol.library(), installer.symbol());
            if (address.isPresent() && isIn(symbol, address.getAsLong())) {
                found.add(new Found(installer, address.getAsLong()));
            }
        }
        return found;
    }

    /** The loader also finds what the library's own dependencies export. */
    private static boolean isIn(Symbol symbol, long address) {
        return Symbols.at(address)
                .filter(found -> found.base() == symbol.base())
                .isPresent();
    }
}
