package dev.headcount.agent.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Every installer we know: those that come with the agent, and the user's own. */
public record Catalog(List<Installer> installers) {

    private static final String BUILT_IN = "catalog.txt";

    public Catalog {
        installers = List.copyOf(installers);
    }

    /**
     * Reads installers as the option {@code installer} has them.
     *
     * @param problems receives one line for each text that cannot be read; the others still count
     */
    public static List<Installer> parse(List<String> texts, Consumer<String> problems) {
        List<Installer> installers = new ArrayList<>();
        for (String text : texts) {
            try {
                installers.add(InstallerParser.parse(text));
            } catch (IllegalArgumentException e) {
                problems.accept("option 'installer' is ignored: " + e.getMessage());
            }
        }
        return installers;
    }

    /** The user's own installers and the built-in ones; the user's come first. */
    public static Catalog with(List<Installer> own) {
        List<Installer> installers = new ArrayList<>(own);
        installers.addAll(builtIn());
        return new Catalog(installers);
    }

    private static List<Installer> builtIn() {
        try (InputStream in = Catalog.class.getResourceAsStream(BUILT_IN)) {
            List<Installer> installers = new ArrayList<>();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    installers.add(InstallerParser.parse(line));
                }
            }
            return installers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
