package dev.headcount.agent;

import dev.headcount.report.GrowthReport;
import dev.headcount.report.Report;
import dev.headcount.report.ReportFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A report in a temporary file, which nobody but its owner can read: the JVM's properties, by which other answers travel, are
 * no place for one of a hundred megabytes, nor for bytes.
 */
final class WrittenReport {

    private static final int FORMAT = 1; // of the words of a request
    private static final int SINCE = 2;

    private WrittenReport() {}

    /** The answer to the words of a request, {@code write}, {@code json} and {@code baseline} for instance. */
    static String answerTo(List<String> words, Report report) throws IOException {
        Optional<ReportFormat> format = ReportFormat.of(words.size() > FORMAT ? words.get(FORMAT) : "");
        if (format.isEmpty()) {
            return "this agent knows no format '" + String.join("/", words.subList(FORMAT, words.size())) + "'";
        }
        if (words.size() <= SINCE) {
            return written(format.get(), out -> format.get().write(report, out));
        }
        Optional<GrowthReport> growth = GrowthReport.sinceBaseline(report);
        return growth.isEmpty()
                ? "no baseline was taken, so there is nothing to compare with: the command baseline takes one"
                : written(format.get(), out -> format.get().write(growth.get(), out));
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static String written(ReportFormat format, Writing writing) throws IOException {
        Path file = Files.createTempFile("headcount-", format.suffix());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            writing.to(out);
        } catch (IOException | RuntimeException | Error e) {
            Files.delete(file);
            throw e;
        }
        return RequestWords.WRITTEN + file.toAbsolutePath();
    }
}
