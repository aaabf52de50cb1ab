package dev.headcount.agent;

import java.util.function.Consumer;

/** Our lines on stderr: one each, with our name in front. */
final class Console implements Consumer<String> {

    @Override
    @SuppressWarnings("SystemOut")
    public void accept(String line) {
        System.err.println("headcount: " + line);
    }
}
