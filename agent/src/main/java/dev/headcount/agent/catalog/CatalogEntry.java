package dev.headcount.agent.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What is known of one library.
 *
 * @param library its short name; empty to take it from the name of its file
 * @param files how the names of its files begin, {@code libsqlite3.so}; empty for whatever exports the installer; with a
 *     version, {@code libgit2.so.1.5}, for that alone
 * @param installer the function that replaces its allocator; empty where it has none
 * @param defaults fills a struct of functions with the library's own, for the members that are not ours
 * @param initialisation where the installer initialises the library as well
 * @param claims the libraries that are given the same allocator by this one
 * @param installs whether Headcount may call the installer itself
 * @param whyNot why it may not, for people; empty if there is nothing to say
 * @param libcBefore whether the library has its memory from malloc(3) as long as it is given no allocator
 */
public record CatalogEntry(
        String library,
        List<String> files,
        Optional<Installer> installer,
        Optional<Installer> defaults,
        Optional<Initialisation> initialisation,
        List<String> claims,
        boolean installs,
        String whyNot,
        boolean libcBefore) {

    private static final String VERSION = ".so.";

    public CatalogEntry {
        files = List.copyOf(files);
        claims = List.copyOf(claims);
    }

    /** An installer of the user's, which only the application calls. */
    static CatalogEntry of(Installer installer) {
        return new CatalogEntry(
                installer.library(),
                List.of(),
                Optional.of(installer),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                "",
                false);
    }

    /** Whether a file of this name is known to be the library, in whatever version. */
    public boolean isNamed(String file) {
        return files.stream().map(CatalogEntry::withoutVersion).anyMatch(file::startsWith);
    }

    /** Whether the entry describes what is in a file of this name. */
    public boolean holdsFor(String file) {
        return files.stream().noneMatch(name -> name.contains(VERSION))
                || files.stream().anyMatch(file::startsWith);
    }

    private static String withoutVersion(String file) {
        int version = file.indexOf(VERSION);
        return version < 0 ? file : file.substring(0, version + VERSION.length() - 1);
    }
}
