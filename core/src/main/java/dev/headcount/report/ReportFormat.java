package dev.headcount.report;

import dev.headcount.report.html.HtmlReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The formats that a report can be written in. */
public enum ReportFormat {
    TEXT(
            "text",
            "text/plain; charset=utf-8",
            ".txt",
            (report, out) ->
                    out.write(TextReport.of(report, ReportFormat.TEXT_SITES).getBytes(StandardCharsets.UTF_8))),
    JSON("json", "application/json", ".json", JsonReport::write),
    HTML("html", "text/html; charset=utf-8", ".html", HtmlReport::write);

    private static final int TEXT_SITES = 20;

    private interface Writer {
        void write(Report report, OutputStream out) throws IOException;
    }

    private final String key;
    private final String contentType;
    private final String suffix;
    private final Writer writer;

    ReportFormat(String key, String contentType, String suffix, Writer writer) {
        this.key = key;
        this.contentType = contentType;
        this.suffix = suffix;
        this.writer = writer;
    }

    /** The format with that key; empty where there is none. */
    public static Optional<ReportFormat> of(String key) {
        for (ReportFormat format : values()) {
            if (format.key.equals(key)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** How it is asked for: {@code text}. */
    public String key() {
        return key;
    }

    /** Its media type. */
    public String contentType() {
        return contentType;
    }

    /** What the names of its files end with: {@code .pb.gz}. */
    public String suffix() {
        return suffix;
    }

    /** Writes the report and leaves the stream open. */
    public void write(Report report, OutputStream out) throws IOException {
        writer.write(report, out);
    }
}
