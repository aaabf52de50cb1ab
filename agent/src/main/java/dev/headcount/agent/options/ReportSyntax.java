package dev.headcount.agent.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code stderr}, {@code off} or a file. */
final class ReportSyntax implements Syntax<ReportTarget> {

    @Override
    public String form() {
        return "stderr|FILE|off";
    }

    @Override
    public String takes() {
        return "stderr, the path of a file, or off";
    }

    @Override
    public Optional<ReportTarget> read(String text) {
        return switch (text) {
            case "" -> Optional.empty();
            case "stderr" -> Optional.of(new ReportTarget.StandardError());
            case "off" -> Optional.of(new ReportTarget.Off());
            default -> file(text);
        };
    }

    private static Optional<ReportTarget> file(String text) {
        try {
            return Optional.of(new ReportTarget.ToFile(Path.of(text)));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
