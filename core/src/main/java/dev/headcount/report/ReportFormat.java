package dev.headcount.report;

import dev.headcount.report.html.HtmlReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The formats that a report can be written in. */
public enum ReportFormat {
    TEXT(
            "text",
            "text/plain; charset=utf-8",
            ".txt",
            (report, out) ->
                    out.write(TextReport.of(report, ReportFormat.TEXT_SITES).getBytes(StandardCharsets.UTF_8)),
            (growth, out) ->
                    out.write(GrowthText.of(growth, ReportFormat.TEXT_SITES).getBytes(StandardCharsets.UTF_8))),
    JSON("json", "application/json", ".json", JsonReport::write, GrowthJson::write),
    /** The profile of Go's and Google's {@code pprof}. */
    PPROF(
            "pprof",
            "application/octet-stream",
            ".pb.gz",
            (report, out) -> PprofReport.write(Profile.of(report), out),
            (growth, out) -> PprofReport.write(Profile.of(growth), out)),
    /** Lines of call path and live bytes, as flame graph tools read them. */
    COLLAPSED(
            "collapsed",
            "text/plain; charset=utf-8",
            ".collapsed.txt",
            (report, out) -> CollapsedStacks.write(Profile.of(report), out),
            (growth, out) -> CollapsedStacks.write(Profile.of(growth), out)),
    /** One file for a browser; what changed since the baseline is in it where one was taken. */
    HTML("html", "text/html; charset=utf-8", ".html", HtmlReport::write);

    private static final int TEXT_SITES = 20;

    private interface Writer<R> {
        void write(R report, OutputStream out) throws IOException;
    }

    private final String key;
    private final String contentType;
    private final String suffix;
    private final Writer<Report> writer;
    private final Writer<GrowthReport> growthWriter;

    ReportFormat(
            String key, String contentType, String suffix, Writer<Report> writer, Writer<GrowthReport> growthWriter) {
        this.key = key;
        this.contentType = contentType;
        this.suffix = suffix;
        this.writer = writer;
        this.growthWriter = growthWriter;
    }

    /** A format that does not show what changed. */
    ReportFormat(String key, String contentType, String suffix, Writer<Report> writer) {
        this(key, contentType, suffix, writer, null);
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

    /** How each is asked for. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(ReportFormat::key).toList();
    }

    /**
     * The format with that key.
     *
     * @throws IllegalArgumentException if there is none; the message names those that there are
     */
    public static ReportFormat named(String key) {
        return of(key).orElseThrow(() -> new IllegalArgumentException(
                "there is no format '" + key + "'; these are: " + String.join(", ", keys())));
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

    /** Whether a terminal can do nothing with it. */
    public boolean isBinary() {
        return this == PPROF;
    }

    /** Whether it can show what changed between two moments. */
    public boolean showsGrowth() {
        return growthWriter != null;
    }

    /**
     * This format.
     *
     * @throws IllegalArgumentException if it cannot show what changed between two moments; the message names those that can
     */
    public ReportFormat showingGrowth() {
        if (!showsGrowth()) {
            List<String> those = Arrays.stream(values())
                    .filter(ReportFormat::showsGrowth)
                    .map(ReportFormat::key)
                    .toList();
            throw new IllegalArgumentException(
                    "the format " + key + " does not show what changed; these do: " + String.join(", ", those));
        }
        return this;
    }

    /** Writes the report and leaves the stream open. */
    public void write(Report report, OutputStream out) throws IOException {
        writer.write(report, out);
    }

    /** Writes what changed and leaves the stream open. */
    public void write(GrowthReport growth, OutputStream out) throws IOException {
        showingGrowth().growthWriter.write(growth, out);
    }
}
