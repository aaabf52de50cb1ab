package dev.headcount.agent.options;

import java.nio.file.Path;

/** Where the report goes when the JVM exits. */
public sealed interface ReportTarget {

    record StandardError() implements ReportTarget {}

    /**
     * Into a file.
     *
     * @param file as given: not checked yet, relative to the working directory of the application
     */
    record ToFile(Path file) implements ReportTarget {}

    record Off() implements ReportTarget {}
}
