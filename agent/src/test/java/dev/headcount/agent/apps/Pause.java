package dev.headcount.agent.apps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Nothing happens in the application until the next line, or the end, of standard input. */
final class Pause {

    private static final BufferedReader INPUT =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private Pause() {}

    static void untilTold() throws IOException {
        String _ = line();
    }

    /** The next line; null at the end. */
    static String line() throws IOException {
        return INPUT.readLine();
    }
}
