package dev.headcount.agent.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code off}, {@code 512m} or {@code 20%/min}; behind the latter two a colon and a directory, if need be. */
final class DumpSyntax implements Syntax<DumpChoice> {

    static final String OFF = "off";

    private static final String A_MINUTE = "%/min";
    private static final ByteSize SIZE = new ByteSize("1", "1024g");
    private static final WholeNumber PERCENT = new WholeNumber(1, 100_000);

    @Override
    public String form() {
        return OFF + "|SIZE[:DIR]|N" + A_MINUTE + "[:DIR]";
    }

    @Override
    public String takes() {
        return OFF + ", " + SIZE.takes() + ", or a growth such as 20" + A_MINUTE
                + ", each with a directory behind a ':' or" + " without";
    }

    @Override
    public Optional<DumpChoice> read(String text) {
        if (text.equals(OFF)) {
            return Optional.of(new DumpChoice.Off());
        }
        int colon = text.indexOf(':');
        Optional<Path> directory = directory(colon < 0 ? "." : text.substring(colon + 1));
        return directory.isEmpty()
                ? Optional.empty()
                : read(colon < 0 ? text : text.substring(0, colon), directory.get());
    }

    private static Optional<DumpChoice> read(String rule, Path directory) {
        if (rule.endsWith(A_MINUTE)) {
            Optional<Integer> percent = PERCENT.read(rule.substring(0, rule.length() - A_MINUTE.length()));
            return percent.isPresent()
                    ? Optional.of(new DumpChoice.AtGrowth(percent.get(), directory))
                    : Optional.empty();
        }
        Optional<Long> size = SIZE.read(rule);
        return size.isPresent() ? Optional.of(new DumpChoice.AtSize(size.get(), directory)) : Optional.empty();
    }

    private static Optional<Path> directory(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
