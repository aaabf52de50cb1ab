package dev.headcount.examples.demo;

import dev.headcount.examples.ExampleException;
import dev.headcount.examples.Screen;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The lines of a Prometheus page that tell of the leak: the library's totals, and for each leaking function a site. */
final class MetricsExcerpt {

    private static final List<String> TOTALS = List.of(
            "headcount_live_bytes{",
            "headcount_live_blocks{",
            "headcount_allocations_total{",
            "headcount_frees_total{",
            "headcount_tracker_bytes");
    private static final String SITE = "headcount_site_live_bytes{";

    private MetricsExcerpt() {}

    static List<String> of(List<String> page, Truth truth) {
        Stream<String> totals = TOTALS.stream().flatMap(name -> lines(page, name, ""));
        Stream<String> sites = truth.leaks().stream().flatMap(leak -> largestSite(page, leak.function()));
        List<String> excerpt = Stream.concat(totals, sites).toList();
        if (excerpt.isEmpty()) {
            throw new ExampleException("the Prometheus page tells nothing of live memory");
        }
        return excerpt.stream().flatMap(MetricsExcerpt::wrap).toList();
    }

    private static Stream<String> largestSite(List<String> page, String function) {
        return lines(page, SITE, '"' + function + '"').max(Comparator.comparingDouble(MetricsExcerpt::value)).stream();
    }

    private static Stream<String> lines(List<String> page, String beginning, String part) {
        return page.stream().filter(line -> line.startsWith(beginning) && line.contains(part));
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    /** Breaks a line that is too long for the screen between its labels. */
    private static Stream<String> wrap(String line) {
        int columns = Screen.COLUMNS - 2;
        int end = Math.max(line.lastIndexOf('{', columns - 1), line.lastIndexOf(',', columns - 1)) + 1;
        if (line.length() <= columns || end == 0) {
            return Stream.of(line);
        }
        return Stream.concat(Stream.of(line.substring(0, end)), wrap("    " + line.substring(end)));
    }
}
