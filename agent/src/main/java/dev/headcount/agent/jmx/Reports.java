package dev.headcount.agent.jmx;

import dev.headcount.agent.http.Observed;
import dev.headcount.report.ReportFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The report in the formats there are. */
record Reports(Observed observed) {

    List<String> formats() {
        return Stream.of(ReportFormat.values()).map(ReportFormat::key).toList();
    }

    String text(String key) {
        ReportFormat format = format(key);
        if (format.isBinary()) {
            throw new IllegalArgumentException("the format " + key + " is not text: reportFile(" + key + ") has it");
        }
        return new String(bytes(format), StandardCharsets.UTF_8);
    }

    byte[] file(String key) {
        return bytes(format(key));
    }

    private ReportFormat format(String key) {
        return ReportFormat.of(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no format '" + key + "'; these are: " + String.join(", ", formats())));
    }

    private byte[] bytes(ReportFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            format.write(observed.report(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
