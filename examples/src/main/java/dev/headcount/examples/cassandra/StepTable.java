package dev.headcount.examples.cassandra;

import dev.headcount.examples.Screen;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Prints the steps as columns, and who allocated in them as lines. */
record StepTable(Screen screen) {

    private static final double TOO_FEW = 0.05;

    void print(List<Step> steps) {
        screen.bold(row("allocations of", steps, Step::title));
        screen.bold(row("", steps, Step::subtitle));
        List<String> who = steps.stream()
                .flatMap(step -> step.allocations().keySet().stream())
                .distinct()
                .filter(each -> steps.stream().anyMatch(step -> step.each(each) >= TOO_FEW))
                .sorted(Comparator.comparingDouble((String each) ->
                        -steps.stream().mapToDouble(step -> step.each(each)).sum()))
                .toList();
        for (String each : who) {
            screen.line(row(each, steps, step -> figure(step, step.each(each))));
        }
        screen.line(row("together", steps, step -> figure(step, step.each())));
        screen.line(row("took", steps, step -> "%,.0f ms".formatted(step.seconds() * 1_000)));
        screen.line(row(
                "queries a second",
                steps,
                step -> step.times() == 1 ? "" : "%,.0f".formatted(step.times() / step.seconds())));
    }

    private static String row(String label, List<Step> steps, Function<Step, String> cell) {
        String cells =
                steps.stream().map(step -> "%12s".formatted(cell.apply(step))).collect(Collectors.joining());
        return ("  %-33s".formatted(label) + cells).stripTrailing();
    }

    /** In all where it happened once, otherwise a query. */
    private static String figure(Step step, double each) {
        if (each < TOO_FEW && each > 0) {
            return "0.0";
        }
        return each == 0 ? "" : step.times() == 1 ? "%,.0f".formatted(each) : "%.1f".formatted(each);
    }
}
