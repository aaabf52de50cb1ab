package dev.headcount.agent.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every library we know: those that come with the agent, and the user's own. */
public record Catalog(List<CatalogEntry> entries) {

    private static final String BUILT_IN = "catalog.txt";

    public Catalog {
        entries = List.copyOf(entries);
    }

    /**
     * Reads installers as the option {@code installer} has them.
     *
     * @param problems receives one line for each text that cannot be read; the others still count
     */
    public static List<CatalogEntry> parse(List<String> texts, Consumer<String> problems) {
        List<CatalogEntry> entries = new ArrayList<>();
        for (String text : texts) {
            try {
                entries.add(CatalogEntry.of(InstallerParser.parse(text)));
            } catch (IllegalArgumentException e) {
                problems.accept("option 'installer' is ignored: " + e.getMessage());
            }
        }
        return entries;
    }

    /**
     * Reads a catalog of the user's.
     *
     * @param problems receives one line if the file cannot be read, or for each entry that cannot; the others still count
     */
    public static List<CatalogEntry> read(Path file, Consumer<String> problems) {
        try (Stream<String> lines = Files.lines(file)) {
            return CatalogParser.parse(lines, file.toString(), problems);
        } catch (IOException | UncheckedIOException e) {
            problems.accept("option 'catalog' is ignored: cannot read '" + file + "' (" + e + ")");
            return List.of();
        }
    }

    /** The user's own libraries and the built-in ones; the user's come first, and instead of built-in ones of the same name. */
    public static Catalog with(List<CatalogEntry> own) {
        List<CatalogEntry> entries = new ArrayList<>(own);
        builtIn().stream()
                .filter(known -> own.stream()
                        .noneMatch(entry -> entry.installs() && entry.library().equals(known.library())))
                .forEach(entries::add);
        return new Catalog(entries);
    }

    private static List<CatalogEntry> builtIn() {
        try (InputStream in = Catalog.class.getResourceAsStream(BUILT_IN)) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return CatalogParser.parse(lines.lines(), BUILT_IN, problem -> {
                throw new IllegalStateException(problem);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All installers. */
    public List<Installer> installers() {
        return entries.stream().flatMap(entry -> entry.installer().stream()).toList();
    }
}
