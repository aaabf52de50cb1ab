package dev.headcount.agent.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What is known of one library.
 *
 * @param library its short name; empty to take it from the name of its file
 * @param files how the names of its files begin, {@code libsqlite3.so}; empty for whatever exports the installer
 * @param installer the function that replaces its allocator; empty where it has none
 * @param defaults fills a struct of functions with the library's own, for the members that are not ours
 * @param claims the libraries that are given the same allocator by this one
 * @param installs whether Headcount may call the installer itself
 * @param libcBefore whether the library has its memory from malloc(3) as long as it is given no allocator
 */
public record CatalogEntry(
        String library,
        List<String> files,
        Optional<Installer> installer,
        Optional<Installer> defaults,
        List<String> claims,
        boolean installs,
        boolean libcBefore) {

    public CatalogEntry {
        files = List.copyOf(files);
        claims = List.copyOf(claims);
    }

    /** An installer of the user's, which only the application calls. */
    static CatalogEntry of(Installer installer) {
        return new CatalogEntry(
                installer.library(), List.of(), Optional.of(installer), Optional.empty(), List.of(), false, false);
    }

    /** Whether a file of this name is known to be the library. */
    public boolean isNamed(String file) {
        return files.stream().anyMatch(file::startsWith);
    }
}
