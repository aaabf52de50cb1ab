package dev.headcount.report.html;

import dev.headcount.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The report as one file for a browser, with all of it inside: it opens from a mail attachment, and loads nothing from
 * anywhere.
 */
public final class HtmlReport {

    private HtmlReport() {}

    /** Writes UTF-8 and leaves the stream open. */
    public static void write(Report report, OutputStream out) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        PageJson.everything(report, data);
        String html = PageDocument.with(data.toString(StandardCharsets.UTF_8)).toString();
        out.write(html.getBytes(StandardCharsets.UTF_8));
    }
}
