package dev.headcount.examples.demo;

import dev.headcount.examples.Screen;
import java.util.List;

/** Prints a comparison as a table: what the application counted on the left, what Headcount found on the right. */
record ComparisonText(Screen screen) {

    private static final int FRAMES = 4;
    private static final String PACKAGE = "dev.headcount.examples.demo.app.";

    void print(Comparison comparison) {
        screen.bold("  %-46s%23s%27s".formatted("", "the application counted", "Headcount found"));
        screen.bold("  %-46s%10s%13s%14s%13s"
                .formatted("API function, Java call path", "blocks", "bytes", "blocks", "bytes"));
        for (Comparison.Row row : comparison.rows()) {
            amounts(row.function(), row.counted(), row.found());
            path(row.stack());
            if (row.rank() > 0) {
                screen.dim("    no. " + row.rank() + " of " + comparison.sites() + " sites by live bytes");
            }
        }
        amounts("together", comparison.counted(), comparison.found());
        screen.line("");
        screen.bold(
                comparison.agrees()
                        ? "Headcount and the application agree, to the block and to the byte."
                        : "Headcount and the application do NOT agree.");
    }

    private void amounts(String name, Amount counted, Amount found) {
        String verdict = counted.equals(found) ? "equal" : "DIFFERENT";
        screen.line("  %-46s%,10d%,13d%,14d%,13d  %s"
                .formatted(name, counted.blocks(), counted.bytes(), found.blocks(), found.bytes(), verdict));
    }

    private void path(List<String> stack) {
        if (stack.isEmpty()) {
            screen.line("    no such call path in the report");
        }
        for (String frame : stack.subList(0, Math.min(FRAMES, stack.size()))) {
            screen.line("    at " + frame.replace(PACKAGE, ""));
        }
        if (stack.size() > FRAMES) {
            screen.dim("    ... " + (stack.size() - FRAMES) + " more");
        }
    }
}
