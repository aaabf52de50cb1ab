package dev.headcount.agent.fork;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The report for people, as far as programs can read it. */
public record ReportText(List<String> lines) {

    private static final Pattern REALLOCATIONS = Pattern.compile("([0-9,]+) reallocations?$");

    /** From its first line to the end. */
    public static ReportText in(List<String> lines) {
        int start = lines.indexOf("Headcount: the native memory that libraries hold");
        if (start < 0) {
            throw new AssertionError("no report in " + lines);
        }
        return new ReportText(lines.subList(start, lines.size()));
    }

    /** The figures of a library in the table of libraries, by the heads of their columns. */
    public Map<String, String> library(String name) {
        List<String> heads = cells("library");
        List<String> cells = cells(name);
        Map<String, String> figures = new HashMap<>();
        for (int i = 1; i < heads.size(); i++) {
            figures.put(heads.get(i), cells.get(i));
        }
        return figures;
    }

    /** How often a library asked for memory. */
    public long allocationsAndReallocations(String name) {
        String heading = name + " /";
        long reallocations = lines.stream()
                .dropWhile(line -> !line.strip().startsWith(heading))
                .map(REALLOCATIONS::matcher)
                .filter(Matcher::find)
                .map(matcher -> number(matcher.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no reallocations of " + name + " in " + lines));
        return number(library(name).get("allocations")) + reallocations;
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }

    /** The first row that begins with this cell; between two cells there are at least two blanks. */
    private List<String> cells(String first) {
        return lines.stream()
                .map(line -> List.of(line.strip().split(" {2,}", -1)))
                .filter(cells -> cells.size() > 2 && cells.getFirst().equals(first))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + first + " in " + lines));
    }

    /** Whether a line says this, blanks around it aside. */
    public boolean says(String line) {
        return lines.stream().anyMatch(each -> each.strip().equals(line));
    }
}
