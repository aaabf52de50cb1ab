package dev.headcount.agent.http;

import java.io.IOException;

/** What there is to see, and to do. */
final class Pages {

    private static final String READ = "GET, HEAD";
    private static final String DO = "POST";

    private static final String INDEX = """
        Headcount: the native memory that libraries hold

        /             this list, and for browsers the live page
        /metrics      the figures, for Prometheus
        /report       the report, for people; ?format= for other formats, ?since=baseline for what changed
        /report.json  the report, for programs
        /baseline     POST makes this moment the one to compare with
        """;

    private final Observed observed;
    private final Object reporting = new Object();
    private MetricsPage metrics;
    private LivePage live;

    Pages(Observed observed) {
        this.observed = observed;
    }

    Answer answer(Request request) throws IOException {
        return switch (request.path()) {
            case "/baseline" -> request.method().equals(DO) ? baseline(request) : notAllowed(request, DO);
            case "/",
                    "/metrics",
                    "/report",
                    "/report.json",
                    "/page/overview.json",
                    "/page/flame.json",
                    "/page/site.json",
                    "/page/formats.json" -> request.isReading() ? page(request) : notAllowed(request, READ);
            default -> Answer.text(Answer.NOT_FOUND, "There is no such page. These are the pages of\n" + INDEX);
        };
    }

    private Answer page(Request request) throws IOException {
        return switch (request.path()) {
            case "/" -> request.isFromBrowser() ? live().page() : Answer.text(Answer.OK, INDEX);
            case "/metrics" -> metrics().page(request.header("Accept"));
            case "/report", "/report.json" -> report(request);
            case "/page/overview.json" -> live().overview(request.parameter("since"));
            case "/page/flame.json" -> live().flame();
            case "/page/site.json" -> live().site(request.parameter("id"));
            default -> ReportPage.formats();
        };
    }

    /** One at a time: each takes heap, and a walk over all live blocks. */
    private Answer report(Request request) throws IOException {
        synchronized (reporting) {
            return request.path().equals("/report")
                    ? ReportPage.answer(request, observed)
                    : ReportPage.json(request, observed);
        }
    }

    private Answer baseline(Request request) throws IOException {
        request.requireOnly();
        return live().takeBaseline();
    }

    private static Answer notAllowed(Request request, String allowed) {
        String way = allowed.equals(DO) ? ": curl -X POST, for instance" : "";
        return Answer.text(
                        Answer.METHOD_NOT_ALLOWED,
                        request.path() + " takes " + allowed.replace(", ", " and ") + ", not " + request.method() + way
                                + "\n")
                .with("Allow", allowed);
    }

    /** Made when it is first asked for: it loads some hundred classes. */
    private synchronized MetricsPage metrics() {
        if (metrics == null) {
            metrics = new MetricsPage(observed);
        }
        return metrics;
    }

    private synchronized LivePage live() {
        if (live == null) {
            live = new LivePage(observed);
        }
        return live;
    }
}
