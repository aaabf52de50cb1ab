package dev.headcount.agent;

import dev.headcount.agent.linker.Books;
import dev.headcount.agent.options.ReportTarget;
import dev.headcount.report.Report;
import dev.headcount.report.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.internal.access.SharedSecrets;

/**
 * Writes the report when the JVM exits, after the application's own shutdown hooks: what is live then was not given back.
 * An application that used no known library gets no report.
 */
final class ExitReport {

    /**
     * The JDK runs its own hooks one after the other by slot: 0 restores the console, 1 runs all the application's hooks and
     * waits for them, 2 deletes files on exit. The next one is free.
     */
    private static final int AFTER_APPLICATION = 3;

    private static final int SITES = 20;

    private ExitReport() {}

    /** Arranges for it; answers what will happen, in words. */
    static String at(ReportTarget target, Books books, Console console) {
        if (target instanceof ReportTarget.ToFile(Path file)) {
            register(() -> write(file, books, console));
            return "report at exit in " + file;
        }
        if (target instanceof ReportTarget.StandardError) {
            register(() -> print(books));
            return "report at exit on stderr";
        }
        return "no report at exit";
    }

    private static void register(Runnable report) {
        try {
            SharedSecrets.getJavaLangAccess().registerShutdownHook(AFTER_APPLICATION, false, report);
        } catch (LinkageError | RuntimeException e) {
            // Slot taken, or a JDK without slots: among the application's hooks is the next best place.
            Runtime.getRuntime().addShutdownHook(new Thread(report, "headcount-exit-report"));
        }
    }

    @SuppressWarnings("SystemOut")
    private static void print(Books books) {
        if (books.isOpen()) {
            System.err.print(text(books));
            System.err.flush();
        }
    }

    private static void write(Path file, Books books, Console console) {
        try {
            Files.writeString(file, text(books));
        } catch (IOException e) {
            console.accept("cannot write the report to " + file + ": " + e);
        }
    }

    private static String text(Books books) {
        return TextReport.of(new Report(books.snapshot(), books.ages(), books.notes()), SITES);
    }
}
