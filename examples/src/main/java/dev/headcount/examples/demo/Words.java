package dev.headcount.examples.demo;

import dev.headcount.examples.Screen;
import java.net.URI;

/** What the demo says before and after its figures, so that somebody who has never seen Headcount knows where to look. */
final class Words {

    private static final String KEEPS_OPEN = "mvn -q -Pdemo -Ddemo.minutes=10";

    private Words() {}

    static void opening(Screen screen, String allocator, String headcount, boolean tidy) {
        screen.line("A small shop keeps its orders in SQLite. SQLite's memory comes from " + allocator + ".");
        screen.line(
                tidy
                        ? "None of its request handlers forgets sqlite3_finalize: Headcount, " + headcount
                                + ", is to find nothing."
                        : "One of its request handlers forgets sqlite3_finalize: Headcount, " + headcount
                                + ", is to find it.");
        screen.line("");
    }

    /** While the shop is open: which page, and what to look for on it. */
    static void open(Screen screen, URI page, int minutes, boolean tidy) {
        screen.line("");
        screen.bold("Open " + page.resolve("/") + " in a browser; the shop stays open for " + minutes + " min.");
        if (tidy) {
            screen.line("No site of it may ever be called 'leaking'. Ctrl-C ends the demo.");
        } else {
            screen.line("Within a minute it says what leaks, and which line to look at first: the one that forgets to");
            screen.line("close what it opened. Ctrl-C ends the demo.");
        }
    }

    static void closing(Screen screen, boolean tidy) {
        screen.line("");
        if (tidy) {
            screen.bold("Without -Ddemo.tidy=true one handler forgets something, and " + KEEPS_OPEN);
            screen.line("keeps the shop open: find the line of code from the page that it tells you to open.");
        } else {
            screen.bold("Now find it yourself: " + KEEPS_OPEN + " keeps the shop open.");
            screen.line(
                    "Open the page that it names, http://127.0.0.1:9404/ unless that port is taken: within a minute");
            screen.line("it says what leaks, and which line to look at first.");
        }
    }
}
