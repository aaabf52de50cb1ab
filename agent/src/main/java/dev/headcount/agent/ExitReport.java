package dev.headcount.agent;

import dev.headcount.agent.linker.Books;
import dev.headcount.agent.options.ReportTarget;
import dev.headcount.report.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the report when the JVM exits, after the application's own shutdown hooks: what is live then was not given back.
 * An application that used no known library gets no report.
 */
final class ExitReport {

    private static final int SITES = 20;

    private final ReportTarget target;
    private final Books books;
    private final Console console;
    private volatile boolean off;

    ExitReport(ReportTarget target, Books books, Console console) {
        this.target = target;
        this.books = books;
        this.console = console;
    }

    /** What will happen, in words. */
    String announcement() {
        if (target instanceof ReportTarget.ToFile(Path file)) {
            return "report at exit in " + file;
        }
        return target instanceof ReportTarget.Off ? "no report at exit" : "report at exit on stderr";
    }

    void write() {
        if (off || !books.isOpen()) {
            return;
        }
        if (target instanceof ReportTarget.ToFile(Path file)) {
            writeTo(file);
        } else if (target instanceof ReportTarget.StandardError) {
            print();
        }
    }

    @SuppressWarnings("SystemOut")
    private void print() {
        System.err.print(text());
        System.err.flush();
    }

    private void writeTo(Path file) {
        try {
            Files.writeString(file, text());
        } catch (IOException e) {
            console.accept("cannot write the report to " + file + ": " + e);
        }
    }

    /** From now on nothing is written. */
    void turnOff() {
        off = true;
    }

    /** The report of this moment. */
    String text() {
        return TextReport.of(books.report(), SITES);
    }
}
