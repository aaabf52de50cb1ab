package dev.headcount.examples.cassandra;

import dev.headcount.examples.Screen;
import java.util.Comparator;
import java.util.List;

/**
 * The application's account of what a handler forgot, and Headcount's.
 *
 * @param results how many results the application knows that it forgot
 * @param known the blocks and bytes that freeing them gave back, by the application's own account; empty where it has none
 * @param grown the sites that hold more than before, largest first
 * @param backAgain what those sites hold more than before once the application has freed what it had forgotten, in blocks
 */
record Leak(long results, List<Long> known, List<Figures.Site> grown, long backAgain) {

    static Leak of(Figures before, Figures leaked, Figures mended, List<Long> freed) {
        List<Figures.Site> grown = leaked.since(before).stream()
                .filter(site -> site.liveBlocks() > 0)
                .sorted(Comparator.comparingLong(Figures.Site::liveBytes).reversed())
                .toList();
        return new Leak(freed.getFirst(), freed.subList(1, freed.size()), grown, live(mended) - live(before));
    }

    private static long live(Figures figures) {
        return figures.library().liveBlocks();
    }

    long blocks() {
        return grown.stream().mapToLong(Figures.Site::liveBlocks).sum();
    }

    long bytes() {
        return grown.stream().mapToLong(Figures.Site::liveBytes).sum();
    }

    /**
     * Every result holds as many blocks as every other, and all of them come back when the application frees them. Where it
     * counts its blocks itself, its figures are Headcount's.
     */
    boolean agrees() {
        boolean whole = results > 0 && blocks() > 0 && blocks() % results == 0 && backAgain == 0;
        return whole && (known.isEmpty() || known.equals(List.of(blocks(), bytes())));
    }

    void print(Screen screen) {
        screen.bold("  %-46s%23s%27s".formatted("", "the application counted", "Headcount found"));
        screen.bold("  %-46s%10s%13s%14s%13s"
                .formatted("who holds more than before", "blocks", "bytes", "blocks", "bytes"));
        for (Figures.Site site : grown) {
            screen.line("  %-46s%23s%,14d%,13d".formatted(site.who(), "", site.liveBlocks(), site.liveBytes()));
            site.stack().forEach(frame -> screen.dim("    at " + frame));
        }
        String own = known.isEmpty() ? "%23s".formatted("") : "%,10d%,13d".formatted(known.getFirst(), known.getLast());
        screen.line("  %-46s%s%,14d%,13d".formatted("together", own, blocks(), bytes()));
        screen.line("  Forgotten: %,d results, %.1f blocks each. After they were freed: %+,d blocks."
                .formatted(results, blocks() / (double) results, backAgain));
        screen.line("");
        screen.bold(agrees() ? "Headcount and the application agree." : "Headcount and the application do NOT agree.");
    }
}
