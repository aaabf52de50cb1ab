package dev.headcount.agent.options;

import java.util.Optional;

/** A text whose reader is elsewhere, or {@value #NONE}. Only that there is one is checked here. */
record AnyText(String form, String takes) implements Syntax<String> {

    static final String NONE = "none";

    @Override
    public Optional<String> read(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
