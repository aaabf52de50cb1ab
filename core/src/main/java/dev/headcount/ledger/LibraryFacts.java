package dev.headcount.ledger;

/**
 * What is known of a tracked library besides its figures.
 *
 * @param name the short name, {@code sqlite3} for instance
 * @param path the file it was loaded from, or empty
 * @param allocator in words, who really allocates for it
 */
public record LibraryFacts(String name, String path, String allocator) {

    public static LibraryFacts named(String name) {
        return new LibraryFacts(name, "", "");
    }
}
