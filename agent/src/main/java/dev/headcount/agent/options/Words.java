package dev.headcount.agent.options;

import java.util.Optional;

/** One of two words. */
record Words(String first, String second) implements Syntax<String> {

    @Override
    public String form() {
        return first + "|" + second;
    }

    @Override
    public String takes() {
        return first + " or " + second;
    }

    @Override
    public Optional<String> read(String text) {
        return text.equals(first) || text.equals(second) ? Optional.of(text) : Optional.empty();
    }
}
