package dev.headcount.leak;

import dev.headcount.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the user expects to leak, and which sites were found to be like that. A site is compared with the patterns once. Safe
 * for several threads.
 */
public final class Expectations {

    /** Nothing is expected. */
    public static final Expectations NONE = new Expectations(List.of());

    private final List<Expectation> all;
    private final int[] sites;
    private final Map<Integer, Boolean> known = new HashMap<>();

    /**
     * An expectation, and how many sites it has matched so far.
     *
     * @param sites 0 where it matched none: it may be misspelt, or be needed no more
     */
    public record Matched(Expectation expectation, int sites) {}

    public Expectations(List<Expectation> all) {
        this.all = List.copyOf(all);
        this.sites = new int[all.size()];
    }

    /**
     * Reads a file of expected leaks.
     *
     * @param problems receives one line if the file cannot be read, or for each entry that cannot; the others still count
     */
    public static Expectations read(Path file, Consumer<String> problems) {
        try (Stream<String> lines = Files.lines(file)) {
            return new Expectations(Expectation.FORMAT.read(lines, file.toString(), Expectation::of, problems));
        } catch (IOException | UncheckedIOException e) {
            problems.accept("option 'ignore' is ignored: cannot read '" + file + "' (" + e + ")");
            return NONE;
        }
    }

    /** Whether what the site leaks is expected. */
    synchronized boolean match(Site site) {
        return !all.isEmpty() && known.computeIfAbsent(site.id(), _ -> compare(site));
    }

    private boolean compare(Site site) {
        boolean any = false;
        for (int i = 0; i < sites.length; i++) {
            boolean fits = all.get(i).fits(site);
            sites[i] += fits ? 1 : 0;
            any |= fits;
        }
        return any;
    }

    /** Each with what it matched up to now. */
    public synchronized List<Matched> matched() {
        List<Matched> matched = new ArrayList<>();
        for (int i = 0; i < sites.length; i++) {
            matched.add(new Matched(all.get(i), sites[i]));
        }
        return matched;
    }
}
