package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.Catalog;
import dev.headcount.agent.catalog.CatalogEntry;
import dev.headcount.agent.linker.HookedLibrary.Found;
import dev.headcount.memory.Symbols;
import dev.headcount.memory.Symbols.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The libraries that functions were linked from so far; each is searched for known installers once, together with what it
 * depends on: an application may know only libssl, whose memory is libcrypto's.
 */
final class LoadedLibraries {

    private final Catalog catalog;
    private final Consumer<String> remarks;
    private final Runnable whenTracked;
    private final ConcurrentHashMap<Long, LoadedLibrary> byBase = new ConcurrentHashMap<>();
    private final Map<Place, HookedLibrary> hooked = new HashMap<>();
    private boolean closed;

    /** A library that was unloaded, and loaded again elsewhere, is another one. */
    private record Place(String path, List<Found> installers) {}

    /**
     * None so far.
     *
     * @param remarks receives what the report should say of a library that cannot be tracked
     * @param whenTracked to be done as soon as something is tracked in one of them
     */
    LoadedLibraries(Catalog catalog, Consumer<String> remarks, Runnable whenTracked) {
        this.catalog = catalog;
        this.remarks = remarks;
        this.whenTracked = whenTracked;
    }

    LoadedLibrary of(Symbol symbol) {
        LoadedLibrary known = byBase.get(symbol.base());
        return known != null && known.path().equals(symbol.library()) ? known : meet(symbol);
    }

    /** From now on no further library is searched for installers. */
    synchronized void close() {
        closed = true;
    }

    private synchronized LoadedLibrary meet(Symbol symbol) {
        Map<String, List<Found>> found = new LinkedHashMap<>();
        boolean named = false;
        for (CatalogEntry entry : catalog.entries()) {
            Optional<Symbol> place = find(symbol, entry);
            place.ifPresent(where -> found.computeIfAbsent(where.library(), _ -> new ArrayList<>())
                    .add(new Found(entry, entry.installer().orElseThrow(), where.address())));
            if (!named
                    && entry.isNamed(symbol.fileName())
                    && (place.isEmpty() || !entry.whyNot().isEmpty())) {
                named = true;
                remarks.accept(cannotBeTracked(symbol, entry, place.isPresent()));
            }
        }
        LoadedLibrary met = new LoadedLibrary(symbol.library(), hooked(found, symbol.library()));
        byBase.put(symbol.base(), met); // another library may have been unloaded from there
        return met;
    }

    /** The library itself first. */
    private List<HookedLibrary> hooked(Map<String, List<Found>> found, String itself) {
        return found.entrySet().stream()
                .map(each -> new Place(each.getKey(), List.copyOf(each.getValue())))
                .filter(place -> !closed || hooked.containsKey(place))
                .sorted(Comparator.comparing(place -> !place.path().equals(itself)))
                .map(place -> hooked.computeIfAbsent(
                        place, _ -> new HookedLibrary(place.path(), place.installers(), whenTracked)))
                .toList();
    }

    private static String cannotBeTracked(Symbol symbol, CatalogEntry entry, boolean hasInstaller) {
        String library = entry.library() + " (" + symbol.library() + ") ";
        if (hasInstaller) {
            return library + "is tracked only if the application gives it an allocator: " + entry.whyNot();
        }
        return library + "is not tracked: "
                + entry.installer()
                        .map(installer -> entry.holdsFor(symbol.fileName())
                                ? "not available in this version, which has no " + installer.symbol()
                                : "not available in this version, but in " + String.join(", ", entry.files()))
                        .orElse("it has no function that replaces its allocator");
    }

    /** The loader also finds what the library's own dependencies export: there the answer is in another library. */
    private static Optional<Symbol> find(Symbol symbol, CatalogEntry entry) {
        if (entry.installer().isEmpty()) {
            return Optional.empty();
        }
        String installer = entry.installer().get().symbolIn(symbol.fileName());
        OptionalLong address = Symbols.find(symbol.library(), installer);
        Optional<Symbol> place = address.isPresent() ? Symbols.at(address.getAsLong()) : Optional.empty();
        return place.filter(where -> entry.holdsFor(where.fileName()));
    }
}
