package dev.headcount.agent.http;

import dev.headcount.metrics.LedgerMetrics;
import dev.headcount.watch.Findings;
import dev.headcount.watch.Watch;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The page for Prometheus, with a registry of its own. */
final class MetricsPage {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final LedgerMetrics metrics;

    MetricsPage(Observed observed) {
        metrics = new LedgerMetrics(
                observed::snapshot, () -> observed.watch().map(Watch::findings).orElse(Findings.NONE));
        metrics.bindTo(registry);
        registry.getPrometheusRegistry().register(new RequestSizes(metrics::snapshot));
    }

    /** The figures of this moment, in the format that the client accepts; plain text where it does not care. */
    synchronized Answer page(String accept) throws IOException {
        metrics.refresh();
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        writer.write(body, registry.getPrometheusRegistry().scrape());
        return new Answer(Answer.OK, writer.getContentType(), body.toByteArray());
    }
}
