package dev.headcount.agent.http;

import dev.headcount.report.JsonReport;
import dev.headcount.report.TextReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What there is to see. */
final class Pages {

    private static final String INDEX = """
        Headcount: the native memory that libraries hold

        /metrics      the figures, for Prometheus
        /report       the report, for people
        /report.json  the report, for programs
        """;

    private static final int REPORTED_SITES = 20;

    private final Observed observed;
    private MetricsPage metrics;

    Pages(Observed observed) {
        this.observed = observed;
    }

    /** @param accept the request's Accept header, or null */
    Answer page(String path, String accept) throws IOException {
        return switch (path) {
            case "/" -> Answer.text(Answer.OK, INDEX);
            case "/metrics" -> metrics().page(accept);
            case "/report" -> Answer.text(Answer.OK, TextReport.of(observed.report(), REPORTED_SITES));
            case "/report.json" -> json();
            default -> Answer.text(Answer.NOT_FOUND, "There is no such page. These are the pages of\n" + INDEX);
        };
    }

    private Answer json() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        JsonReport.write(observed.report(), body);
        return new Answer(Answer.OK, "application/json", body.toString(StandardCharsets.UTF_8));
    }

    /** Made when it is first asked for: it loads some hundred classes. */
    private synchronized MetricsPage metrics() {
        if (metrics == null) {
            metrics = new MetricsPage(observed);
        }
        return metrics;
    }
}
