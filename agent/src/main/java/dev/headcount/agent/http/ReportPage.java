package dev.headcount.agent.http;

import dev.headcount.report.GrowthReport;
import dev.headcount.report.Report;
import dev.headcount.report.ReportFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The report, in any of its formats. */
final class ReportPage {

    private static final String BASELINE = "baseline";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private ReportPage() {}

    /** {@code /report}, with {@code format} and {@code since} where they are given. */
    static Answer answer(Request request, Observed observed) throws IOException {
        String key = request.parameter("format");
        Optional<ReportFormat> format = key == null ? Optional.of(ReportFormat.TEXT) : ReportFormat.of(key);
        if (format.isEmpty()) {
            return Answer.text(
                    Answer.BAD_REQUEST, "There is no format '" + key + "': the formats are " + keys() + "\n");
        }
        String since = request.parameter("since");
        if (since != null && !since.equals(BASELINE)) {
            return Answer.text(
                    Answer.BAD_REQUEST, "since=" + since + " means nothing: only since=" + BASELINE + " does\n");
        }
        Report report = observed.report();
        if (since == null) {
            return written(report, format.get());
        }
        Optional<GrowthReport> growth = GrowthReport.sinceBaseline(report);
        if (growth.isEmpty()) {
            return Answer.text(
                    Answer.CONFLICT,
                    "No baseline was taken yet, so there is nothing to compare with: POST /baseline takes one\n");
        }
        return format.get().showsGrowth()
                ? answer(report, format.get(), out -> format.get().write(growth.get(), out))
                : written(report, format.get());
    }

    static Answer json(Observed observed) throws IOException {
        return written(observed.report(), ReportFormat.JSON);
    }

    private static Answer written(Report report, ReportFormat format) throws IOException {
        return answer(report, format, out -> format.write(report, out));
    }

    private static Answer answer(Report report, ReportFormat format, Writing writing) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        writing.to(body);
        Answer answer = new Answer(Answer.OK, format.contentType(), body.toByteArray());
        if (format == ReportFormat.TEXT || format == ReportFormat.JSON) {
            return answer; // which are read where they are
        }
        String file = "headcount-" + ProcessHandle.current().pid() + "-"
                + MOMENT.format(report.snapshot().takenAt()) + format.suffix();
        return answer.with("Content-Disposition", "attachment; filename=\"" + file + "\"");
    }

    private static String keys() {
        StringBuilder keys = new StringBuilder();
        for (ReportFormat format : ReportFormat.values()) {
            keys.append(keys.isEmpty() ? "" : ", ").append(format.key());
        }
        return keys.toString();
    }

    /** The formats there are, for the page: nothing in them needs to be escaped. */
    static Answer formats() {
        StringBuilder json = new StringBuilder();
        for (ReportFormat format : ReportFormat.values()) {
            json.append(json.isEmpty() ? "[" : ",")
                    .append("{\"key\":\"")
                    .append(format.key())
                    .append("\",\"suffix\":\"")
                    .append(format.suffix())
                    .append("\"}");
        }
        return Answer.of(Answer.OK, "application/json", json.append(']').toString());
    }
}
