package dev.headcount.agent.jmx;

import dev.headcount.agent.http.Observed;
import dev.headcount.report.GrowthReport;
import dev.headcount.report.Report;
import dev.headcount.report.ReportFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The report in the formats there are. */
record Reports(Observed observed) {

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    String text(String key) {
        ReportFormat format = ReportFormat.named(key);
        if (format.isBinary()) {
            throw new IllegalArgumentException("the format " + key + " is not text: reportFile(" + key + ") has it");
        }
        return new String(bytes(format), StandardCharsets.UTF_8);
    }

    byte[] file(String key) {
        return bytes(ReportFormat.named(key));
    }

    /** The text that the page {@code /report?since=baseline} has. */
    String sinceBaseline() {
        GrowthReport growth = GrowthReport.sinceBaseline(observed.report())
                .orElseThrow(
                        () -> new IllegalStateException("there is no baseline; the operation baseline() takes one"));
        return new String(bytes(out -> ReportFormat.TEXT.write(growth, out)), StandardCharsets.UTF_8);
    }

    private byte[] bytes(ReportFormat format) {
        Report report = observed.report();
        return bytes(out -> format.write(report, out));
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
