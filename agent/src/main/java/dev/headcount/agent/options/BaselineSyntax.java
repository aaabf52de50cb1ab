package dev.headcount.agent.options;

import java.util.Optional;

/** {@code off}, {@code steady}, or a number of seconds. */
final class BaselineSyntax implements Syntax<BaselineChoice> {

    static final String OFF = "off";

    private static final String STEADY = "steady";
    private static final WholeNumber SECONDS = new WholeNumber(1, 604_800); // a week

    @Override
    public String form() {
        return OFF + "|" + STEADY + "|SECONDS";
    }

    @Override
    public String takes() {
        return OFF + ", " + STEADY + " or " + SECONDS.takes();
    }

    @Override
    public Optional<BaselineChoice> read(String text) {
        return switch (text) {
            case OFF -> Optional.of(new BaselineChoice.Off());
            case STEADY -> Optional.of(new BaselineChoice.Steady());
            default -> {
                Optional<Integer> seconds = SECONDS.read(text);
                yield seconds.isPresent() ? Optional.of(new BaselineChoice.After(seconds.get())) : Optional.empty();
            }
        };
    }
}
