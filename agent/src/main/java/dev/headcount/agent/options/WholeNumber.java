package dev.headcount.agent.options;

import java.util.Optional;

/** A whole number within limits, which belong to it. */
record WholeNumber(int smallest, int largest) implements Syntax<Integer> {

    @Override
    public String form() {
        return "N";
    }

    @Override
    public String takes() {
        return "a whole number from " + smallest + " to " + largest;
    }

    @Override
    public Optional<Integer> read(String text) {
        try {
            int number = Integer.parseInt(text);
            return number >= smallest && number <= largest ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
