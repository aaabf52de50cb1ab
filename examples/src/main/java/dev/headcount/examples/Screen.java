package dev.headcount.examples;

import java.io.Console;
import java.util.Optional;

/** Prints lines; bold and dim ones look so only on a terminal. */
public final class Screen {

    public static final int COLUMNS = 110;

    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean styled;

    public Screen() {
        // Depending on the JDK there is no console without a terminal, or one that says so.
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        styled = terminal && System.getenv("NO_COLOR") == null;
    }

    public void line(String text) {
        System.out.println(text);
    }

    public void bold(String text) {
        line(styled ? BOLD + text + PLAIN : text);
    }

    public void dim(String text) {
        line(styled ? DIM + text + PLAIN : text);
    }

    /** A line of another program, set apart from the example's own. */
    public void quote(String text) {
        dim("  | " + text);
    }
}
