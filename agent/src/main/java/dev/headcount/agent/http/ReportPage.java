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

    private static final String FORMAT = "format";
    private static final String SINCE = "since";
    private static final String BASELINE = "baseline";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private ReportPage() {}

    /** {@code /report}, with {@code format} and {@code since} where they are given. */
    static Answer answer(Request request, Observed observed) throws IOException {
        request.requireOnly(FORMAT, SINCE);
        String key = request.parameter(FORMAT);
        return answer(request, observed, key == null ? ReportFormat.TEXT : ReportFormat.named(key));
    }

    /** {@code /report.json}, which is {@code /report?format=json}. */
    static Answer json(Request request, Observed observed) throws IOException {
        request.requireOnly(SINCE);
        return answer(request, observed, ReportFormat.JSON);
    }

    private static Answer answer(Request request, Observed observed, ReportFormat format) throws IOException {
        String since = request.parameter(SINCE);
        if (since == null) {
            Report report = observed.report();
            return answer(report, format, out -> format.write(report, out));
        }
        if (!since.equals(BASELINE)) {
            throw new IllegalArgumentException(SINCE + "=" + since + " means nothing; " + SINCE + "=" + BASELINE
                    + " compares with the moment of the last POST to /baseline");
        }
        format.showingGrowth();
        Report report = observed.report();
        Optional<GrowthReport> growth = GrowthReport.sinceBaseline(report);
        return growth.isEmpty()
                ? Answer.text(
                        Answer.CONFLICT,
                        "No baseline was taken yet, so there is nothing to compare with: POST /baseline takes one\n")
                : answer(report, format, out -> format.write(growth.get(), out));
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
